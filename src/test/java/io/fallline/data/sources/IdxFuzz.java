package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import io.fallline.fuzz.FuzzedFormat;
import io.fallline.fuzz.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** Files of idx, some in gzip; of those that begin with {@code G} the rest is compressed first. */
public final class IdxFuzz implements FuzzedFormat {
  private final Configuration hadoop = new Configuration();
  private final Scratch scratch = new Scratch("idx");

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public List<byte[]> seeds() {
    byte[] images = idx(8, 12, 3, 2, 2);
    byte[] doubles = idx(14, 16, 2);
    return List.of(
        images,
        idx(8, 5, 5),
        doubles,
        idx(11, 8, 2, 2),
        gzip(images),
        marked(images),
        marked(doubles));
  }

  @Override
  public List<String> words() {
    return List.of(
        "\0\0\u0008\u0003",
        "\0\0\u000e\u0001",
        "\0\0\u0008\u0001",
        "\0\0\0\u0003",
        "\0\0\0\u0001",
        "\u0008",
        "\t",
        "\u000b",
        "\u000c",
        "\r",
        "\u000e",
        "\0\0\0\0",
        "G");
  }

  @Override
  public Set<Failure.Kind> kinds() {
    return Set.of(Failure.Kind.DATA);
  }

  @Override
  public void read(byte[] input) {
    boolean marked = input.length > 0 && input[0] == 'G';
    byte[] content = marked ? gzip(Arrays.copyOfRange(input, 1, input.length)) : input;
    String file = scratch.write("fuzz", content).toString();
    SparkFailures.run(file, () -> rows(file));
  }

  /** As {@link IdxTable} does for the one split. */
  private int rows(String file) {
    IdxHeader header = IdxHeader.read(file, hadoop);
    try (IdxFileReader rows = IdxFileReader.open(file, Math.min(1, header.rows()), hadoop)) {
      for (int row = 1; row < header.rows(); row++) {
        rows.next();
      }
      return header.rows();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static byte[] idx(int type, int values, int... dimensions) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + values);
    bytes.putInt(type << 8 | dimensions.length);
    Arrays.stream(dimensions).forEach(bytes::putInt);
    return bytes.array();
  }

  private static byte[] marked(byte[] content) {
    byte[] marked = new byte[content.length + 1];
    marked[0] = 'G';
    System.arraycopy(content, 0, marked, 1, content.length);
    return marked;
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

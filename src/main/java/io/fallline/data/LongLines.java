package io.fallline.data;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * Refuses plain text files with a line that is too long to be kept in memory, before anybody reads
 * them by lines.
 *
 * <p>They need not be read for that: a line of more than L bytes covers a whole one of the pieces
 * of L/2 bytes into which the file can be cut, so it is enough to find the end of a line in each
 * piece, which mostly stands in its first hundred bytes. Where a piece has none, the file is
 * measured from its beginning.
 */
final class LongLines {
  private static final int BUFFER = 1 << 16;

  private LongLines() {}

  /**
   * @param options of the reader
   * @throws Failure (data) if a line is longer than {@link LineLimit} says
   */
  static void refuse(
      List<FileStamp> files, Map<String, String> options, Shown shown, Configuration hadoop) {
    long limit = LineLimit.of(options);
    CompressionCodecFactory codecs = new CompressionCodecFactory(hadoop);
    files.parallelStream()
        .filter(file -> file.length() > limit && codecs.getCodec(file.path()) == null)
        .forEach(file -> refuse(file, options, shown, hadoop));
  }

  private static void refuse(
      FileStamp file, Map<String, String> options, Shown shown, Configuration hadoop) {
    try (FSDataInputStream in = file.path().getFileSystem(hadoop).open(file.path())) {
      if (mayHaveOne(in, file.length(), LineLimit.of(options) / 2)) {
        measure(in, LineLimit.meter(options));
      }
    } catch (OverlongLine found) {
      throw new Failure(
          Failure.Kind.DATA,
          shown.path(file.path().toUri().toString()) + ", " + found.getMessage(),
          found);
    } catch (IOException failed) {
      throw new UncheckedIOException(file.path() + ": " + failed.getMessage(), failed);
    }
  }

  /** Whether a whole piece of the file has no end of a line. */
  private static boolean mayHaveOne(FSDataInputStream in, long length, long piece)
      throws IOException {
    byte[] bytes = new byte[BUFFER];
    for (long start = 0; start + piece <= length; start += piece) {
      in.seek(start);
      if (!hasEnd(in, bytes, piece)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasEnd(FSDataInputStream in, byte[] bytes, long piece) throws IOException {
    for (long left = piece; left > 0; ) {
      int read = in.read(bytes, 0, (int) Math.min(left, bytes.length));
      if (read < 0) {
        return true; // it has become shorter meanwhile
      }
      for (int i = 0; i < read; i++) {
        if (bytes[i] == '\n' || bytes[i] == '\r') {
          return true;
        }
      }
      left -= read;
    }
    return false;
  }

  private static void measure(FSDataInputStream in, LineMeter meter) throws IOException {
    in.seek(0);
    byte[] bytes = new byte[BUFFER];
    for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
      meter.pass(bytes, 0, read);
    }
  }
}

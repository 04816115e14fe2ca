package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import io.fallline.data.sources.LineMeter.OverlongLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Refuses plain text files with a line that is too long to be kept in memory, before they are read
 * by lines.
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
   * Looks at files in tasks of a job, as there may be many of them far away.
   *
   * @param options of the reader
   * @throws Failure (data) if a line is longer than {@link LineLimit} says
   */
  static void refuse(
      JavaSparkContext context,
      List<FileVersion> files,
      Map<String, String> options,
      PathDisplay shown) {
    long limit = LineLimit.of(options);
    CompressionCodecFactory codecs = new CompressionCodecFactory(context.hadoopConfiguration());
    List<String> large =
        files.stream()
            .filter(file -> file.length() > limit && codecs.getCodec(file.path()) == null)
            .map(file -> file.path().toString())
            .toList();
    if (large.isEmpty()) {
      return;
    }
    SerializableConfiguration hadoop = new SerializableConfiguration(context.hadoopConfiguration());
    Map<String, String> shipped = new HashMap<>(options);
    List<String> found =
        context
            .parallelize(large, large.size())
            .map(path -> overlong(path, shipped, hadoop.value()))
            .collect();
    for (int i = 0; i < found.size(); i++) {
      if (!found.get(i).isEmpty()) {
        String path = new Path(large.get(i)).toUri().toString();
        throw Failure.data(shown.path(path) + ", " + found.get(i));
      }
    }
  }

  /** Where a file has a line that is too long; empty: nowhere. */
  private static String overlong(String file, Map<String, String> options, Configuration hadoop) {
    Path path = new Path(file);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      long length = files.getFileStatus(path).getLen();
      try (FSDataInputStream in = files.open(path)) {
        if (mayHaveOne(in, length, LineLimit.of(options) / 2)) {
          measure(in, LineLimit.meter(options));
        }
      }
      return "";
    } catch (OverlongLine found) {
      return found.getMessage();
    } catch (IOException failed) {
      throw new UncheckedIOException(path + ": " + failed.getMessage(), failed);
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

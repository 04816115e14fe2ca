package io.fallline.data.sources;

import io.fallline.configuration.DataSection;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * How long a line of a text file may be. It is one of the reader's options, which Spark copies to
 * the file system's configuration, so that the codecs in tasks can read it.
 */
public final class LineLimit {
  static final String HEADER = "header";
  private static final long DEFAULT = 1L << 26;

  private LineLimit() {}

  /**
   * The options of Spark's reader, with a limit among them where the format has lines; other
   * readers do not know it.
   */
  public static Map<String, String> optionsWithLimit(DataSection data) {
    return optionsWithLimit(data.format(), data.options(), data.maxLineBytes());
  }

  static Map<String, String> optionsWithLimit(
      String format, Map<String, String> options, long bytes) {
    if (!TextFiles.are(format, options)) {
      return options;
    }
    Map<String, String> all = new HashMap<>(options);
    all.put(DataSection.LINE_LIMIT_OPTION, Long.toString(bytes));
    return all;
  }

  /** The limit as an option for later readers of such files; none where it is the default. */
  public static Map<String, String> forLaterReaders(DataSection data) {
    long bytes = data.maxLineBytes();
    boolean kept = bytes != DEFAULT && TextFiles.are(data.format(), data.options());
    return kept ? Map.of(DataSection.LINE_LIMIT_OPTION, Long.toString(bytes)) : Map.of();
  }

  static long of(Map<String, String> options) {
    String given = options.get(DataSection.LINE_LIMIT_OPTION);
    return given == null ? DEFAULT : Long.parseLong(given);
  }

  static LineMeter meter(Map<String, String> options) {
    return new LineMeter(of(options), Boolean.parseBoolean(options.get(HEADER)));
  }

  static LineMeter meter(Configuration reader) {
    return new LineMeter(
        reader.getLong(DataSection.LINE_LIMIT_OPTION, DEFAULT), reader.getBoolean(HEADER, false));
  }
}

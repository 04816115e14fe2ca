package io.fallline.data.sources;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Files that Spark reads by lines, none of which may be longer than {@link LineLimit} says. */
final class TextFiles {
  private static final List<String> FORMATS = List.of("csv", "json", "libsvm");
  private static final String MULTI_LINE = "multiLine";
  private static final String LINE_SEPARATOR = "lineSep";
  private static final List<String> LINE_ENDS = List.of("\n", "\r", "\r\n");

  private TextFiles() {}

  /**
   * Whether this reader reads by lines that {@link LineMeter} knows. A row that may have several of
   * them is its own business, and so are lines that end with another {@code lineSep}.
   */
  static boolean are(String format, Map<String, String> options) {
    return FORMATS.contains(format)
        && options.entrySet().stream()
            .noneMatch(option -> hasOtherLines(option.getKey(), option.getValue()));
  }

  private static boolean hasOtherLines(String option, String value) {
    return (option.equalsIgnoreCase(MULTI_LINE) && Boolean.parseBoolean(value))
        || (option.equalsIgnoreCase(LINE_SEPARATOR) && !LINE_ENDS.contains(value));
  }

  /** Options with which compressed files are measured while they are read. */
  static Map<String, String> measured(
      String format, Map<String, String> options, Configuration hadoop) {
    Map<String, String> all = new LinkedHashMap<>();
    options.forEach(
        (name, value) ->
            all.put(name.equalsIgnoreCase(LineLimit.HEADER) ? LineLimit.HEADER : name, value));
    if (format.equals("csv")) {
      all.putIfAbsent(LineLimit.HEADER, "true");
    }
    String configured =
        options.getOrDefault(MeteredCodecs.SETTING, hadoop.get(MeteredCodecs.SETTING));
    all.put(MeteredCodecs.SETTING, MeteredCodecs.over(configured));
    return all;
  }

  /**
   * Refuses plain ones.
   *
   * @throws io.fallline.core.failure.Failure (data) if one has a line that is too long
   */
  static void refuseLongLines(
      SparkSession session, Map<String, String> options, List<String> paths) {
    // as lines of text, files need not be opened to learn their columns
    LongLines.refuse(
        JavaSparkContext.fromSparkContext(session.sparkContext()),
        TextLines.of(session, options, paths).files(),
        options,
        new PathDisplay(paths));
  }
}

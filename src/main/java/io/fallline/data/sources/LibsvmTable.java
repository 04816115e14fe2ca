package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import io.fallline.model.NumberParser;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Lines {@code label index:value …} as the columns {@code label} and {@code features}. Two options
 * are ours: {@code numFeatures}, how many there are, and {@code indexBase}, the index of the first.
 */
final class LibsvmTable {
  /** The ordinal of the label. */
  static final int LABEL = 0;

  /** Lines that are no rows. */
  static final String IGNORED = "^[ \\t\\f\\r]*(#|$)";

  private static final String FEATURES_OPTION = "numFeatures";
  private static final String BASE_OPTION = "indexBase";
  private static final StructType SCHEMA =
      new StructType()
          .add("label", DataTypes.DoubleType)
          .add("features", SQLDataTypes.VectorType());

  private LibsvmTable() {}

  /**
   * @param related all paths that must have the same number of features, {@code paths} among them
   */
  static SourceTable open(
      SparkSession session,
      Map<String, String> options,
      List<String> paths,
      List<String> related,
      int features) {
    if (options.keySet().stream().anyMatch("locale"::equalsIgnoreCase)) {
      throw Failure.configuration(
          "data.options.locale is set, but numbers of libsvm are written with a decimal point in"
              + " every language; leave it out");
    }
    int base = option(options, BASE_OPTION, 0, 1).orElse(1);
    int given = option(options, FEATURES_OPTION, 1, Integer.MAX_VALUE).orElse(0);
    int size = features > 0 ? features : given;
    boolean counted = size == 0;
    TextLines lines = TextLines.of(session, options, paths);
    if (counted) {
      long largest =
          largestIndex(related.equals(paths) ? lines : TextLines.of(session, options, related));
      size = (int) Math.max(0, Math.min(Integer.MAX_VALUE, largest + 1 - base));
    }
    LibsvmParser parser = new LibsvmParser(size, base, counted);
    PathDisplay shown = new PathDisplay(paths);
    return new LineTable(
        shown,
        lines,
        SCHEMA,
        parser,
        false,
        LibsvmLineReader::new,
        () ->
            new SparkTable(
                shown,
                session,
                in -> rows(in, options, paths),
                rows(session, options, paths),
                SCHEMA,
                parser,
                false));
  }

  private static Dataset<Row> rows(
      SparkSession session, Map<String, String> options, List<String> paths) {
    return session
        .read()
        .format("text")
        .options(options)
        .load(SourceFiles.patterns(paths, session.sparkContext().hadoopConfiguration()))
        .selectExpr("value", "_metadata")
        .where("not value rlike '" + IGNORED.replace("\\", "\\\\") + "'")
        .select("value");
  }

  /** A whole number; Spark does not mind the case of its options' names, nor do these. */
  private static OptionalInt option(Map<String, String> options, String name, int least, int most) {
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (option.getKey().equalsIgnoreCase(name)) {
        return OptionalInt.of(whole(name, option.getValue(), least, most));
      }
    }
    return OptionalInt.empty();
  }

  private static int whole(String name, String found, int least, int most) {
    Double number = NumberParser.parse(found);
    if (number == null || number != Math.rint(number) || number < least || number > most) {
      throw Failure.configuration(
          "data.options.%s is %s, expected %s",
          name,
          found,
          most == Integer.MAX_VALUE
              ? "a whole number of " + least + " or more"
              : least + " or " + most);
    }
    return number.intValue();
  }

  private static int largestIndex(TextLines lines) {
    return lines
        .rdd()
        .mapPartitions(
            each -> {
              LibsvmLine line = new LibsvmLine(0, 0);
              int largest = -1;
              while (each.hasNext()) {
                largest = Math.max(largest, line.largestIndex(each.next()));
              }
              return List.of(largest).iterator();
            })
        .collect()
        .stream()
        .mapToInt(Integer::intValue)
        .max()
        .orElse(-1);
  }
}

package io.fallline.data;

import io.fallline.core.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Lines {@code label index:value …} as the columns {@code label} and {@code features}. */
final class LibsvmTable {
  private static final String FEATURES_OPTION = "numFeatures";
  private static final StructType SCHEMA =
      new StructType()
          .add("label", DataTypes.DoubleType)
          .add("features", SQLDataTypes.VectorType());

  private LibsvmTable() {}

  /**
   * @param related all paths that must have the same number of features, {@code paths} among them
   */
  static Table open(
      SparkSession session,
      Map<String, String> options,
      List<String> paths,
      List<String> related,
      int features) {
    int size = features > 0 ? features : fromOption(options);
    if (size == 0) {
      size = largestIndex(text(session, options, related));
    }
    Function<SparkSession, Dataset<Row>> reader = in -> text(in, options, paths);
    return new SparkTable(new Shown(paths), session, reader, SCHEMA, new LibsvmParser(size), false);
  }

  private static Dataset<Row> text(
      SparkSession session, Map<String, String> options, List<String> paths) {
    return session
        .read()
        .format("text")
        .options(options)
        .load(SourceFiles.patterns(paths, session.sparkContext().hadoopConfiguration()))
        .selectExpr("value", "_metadata")
        .where("not value rlike '^[ \\\\t\\\\f\\\\r]*(#|$)'")
        .select("value");
  }

  private static int fromOption(Map<String, String> options) {
    String found = options.get(FEATURES_OPTION);
    if (found == null) {
      return 0;
    }
    Double size = Numbers.parse(found);
    if (size == null || size < 1 || size != Math.rint(size) || size > Integer.MAX_VALUE) {
      throw Failure.configuration(
          "data.options."
              + FEATURES_OPTION
              + " is "
              + found
              + ", expected a whole number of 1 or more");
    }
    return size.intValue();
  }

  private static int largestIndex(Dataset<Row> lines) {
    return lines
        .toJavaRDD()
        .mapPartitions(
            rows -> {
              int largest = 0;
              while (rows.hasNext()) {
                largest = Math.max(largest, LibsvmParser.largestIndex(rows.next().getString(0)));
              }
              return List.of(largest).iterator();
            })
        .collect()
        .stream()
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }
}

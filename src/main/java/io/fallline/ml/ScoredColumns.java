package io.fallline.ml;

import io.fallline.ml.RowScores.RefusedRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that a model adds to rows. They come from one function that is called once a row:
 * Spark does not repeat a function whose result several columns refer to.
 */
final class ScoredColumns {
  private static final String SCORES = "__fallline_scores";

  private final StructType after;
  private final Map<String, String> columns = new LinkedHashMap<>();

  /**
   * @param after the schema with the columns
   */
  ScoredColumns(StructType after) {
    this.after = after;
  }

  /**
   * @param field of what the function returns
   * @param column empty: not wanted
   */
  void add(String field, String column) {
    if (!column.isEmpty()) {
      columns.put(field, column);
    }
  }

  Set<String> fields() {
    return columns.keySet();
  }

  /**
   * @param offset a column, or null
   */
  Dataset<Row> of(Dataset<?> dataset, RowScores function, String features, String offset) {
    UDF1<Vector, Row> without = function;
    UDF2<Vector, Double, Row> with = function;
    StructType type = function.type();
    Column scores =
        offset == null
            ? functions.udf(without, type).apply(functions.col(features))
            : functions
                .udf(with, type)
                .apply(functions.col(features), functions.col(offset).cast(DataTypes.DoubleType));
    Dataset<Row> scored = dataset.withColumn(SCORES, scores);
    for (Map.Entry<String, String> column : columns.entrySet()) {
      String name = column.getValue();
      scored =
          scored.withColumn(
              name,
              RefusedRow.fieldOf(functions.col(SCORES), column.getKey())
                  .as(name, after.apply(name).metadata()));
    }
    return scored.drop(SCORES);
  }
}

package io.fallline.ml;

import io.fallline.core.failure.Failure;
import io.fallline.job.scoring.VectorScorer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
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

  List<String> fields() {
    return List.copyOf(columns.keySet());
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
    Column scoresOf = functions.col(SCORES);
    Column refused = functions.raise_error(scoresOf.getField(RowScores.REFUSAL));
    for (Map.Entry<String, String> column : columns.entrySet()) {
      String name = column.getValue();
      scored =
          scored.withColumn(
              name,
              functions
                  .coalesce(scoresOf.getField(column.getKey()), refused)
                  .as(name, after.apply(name).metadata()));
    }
    return scored.drop(SCORES);
  }

  /**
   * All that a model says of a row, in one pass over it.
   *
   * @param decision null where a number is predicted
   * @param fields which of {@link #RAW}, {@link #PROBABILITY} and {@link #PREDICTION} are wanted
   */
  record RowScores(VectorScorer scorer, ClassThresholds decision, List<String> fields)
      implements UDF1<Vector, Row>, UDF2<Vector, Double, Row> {
    static final String RAW = "raw";
    static final String PROBABILITY = "probability";
    static final String PREDICTION = "prediction";

    /** The last field: null of a row that has scores. */
    static final String REFUSAL = "refusal";

    StructType type() {
      StructType type = new StructType();
      for (String field : fields) {
        type =
            type.add(
                field, field.equals(PREDICTION) ? DataTypes.DoubleType : SQLDataTypes.VectorType());
      }
      return type.add(REFUSAL, DataTypes.StringType);
    }

    @Override
    public Row call(Vector features) {
      return call(features, 0.0);
    }

    /**
     * Nulls and a reason for a row that cannot be scored. Spark wraps what a function throws in the
     * name of its own wrapper of that function and in stack traces; what {@code raise_error} throws
     * it passes on as it is, in one line.
     */
    @Override
    public Row call(Vector features, Double offset) {
      try {
        return row(features, offset);
      } catch (Failure failure) {
        Object[] cells = new Object[fields.size() + 1];
        cells[fields.size()] = ParamNames.in(failure.getMessage());
        return RowFactory.create(cells);
      }
    }

    private Row row(Vector features, Double offset) {
      if (offset == null) {
        throw Failure.data("the offset is null, expected a number");
      }
      double[] scores = scorer.scores(features, offset);
      double[] raw = decision == null ? scores : ClassThresholds.perClass(scores);
      boolean probable = decision != null && decision.hasProbabilities();
      double[] probabilities = probable ? scorer.probabilities(scores) : raw;
      Object[] cells = new Object[fields.size() + 1];
      for (int i = 0; i < fields.size(); i++) {
        cells[i] =
            switch (fields.get(i)) {
              case RAW -> new DenseVector(raw);
              case PROBABILITY -> new DenseVector(probabilities);
              default ->
                  decision == null ? scorer.response(scores) : decision.of(raw, probabilities);
            };
      }
      return RowFactory.create(cells);
    }
  }
}

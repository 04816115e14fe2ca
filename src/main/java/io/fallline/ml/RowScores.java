package io.fallline.ml;

import io.fallline.core.failure.Failure;
import io.fallline.job.scoring.VectorScorer;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** All that a model says of a row, in one pass over it. */
final class RowScores implements UDF1<Vector, Row>, UDF2<Vector, Double, Row> {
  private static final long serialVersionUID = 1L;

  static final String RAW = "raw";
  static final String PROBABILITY = "probability";
  static final String PREDICTION = "prediction";

  private final VectorScorer scorer;
  private final ClassThresholds decision;
  private final boolean raw;
  private final boolean probability;
  private final boolean prediction;

  /**
   * @param decision null where a number is predicted
   * @param fields which of the three are wanted
   */
  RowScores(VectorScorer scorer, ClassThresholds decision, Set<String> fields) {
    this.scorer = scorer;
    this.decision = decision;
    this.raw = fields.contains(RAW);
    this.probability = fields.contains(PROBABILITY);
    this.prediction = fields.contains(PREDICTION);
  }

  StructType type() {
    StructType type = new StructType();
    type = raw ? type.add(RAW, SQLDataTypes.VectorType()) : type;
    type = probability ? type.add(PROBABILITY, SQLDataTypes.VectorType()) : type;
    type = prediction ? type.add(PREDICTION, DataTypes.DoubleType) : type;
    return type.add(RefusedRow.FIELD, DataTypes.StringType);
  }

  @Override
  public Row call(Vector features) {
    return call(features, 0.0);
  }

  @Override
  public Row call(Vector features, Double offset) {
    return RefusedRow.inPlaceOfFailure(fields(), () -> row(features, offset));
  }

  private int fields() {
    return (raw ? 1 : 0) + (probability ? 1 : 0) + (prediction ? 1 : 0) + 1;
  }

  private Row row(Vector features, Double offset) {
    double[] scores = scorer.scores(features, RefusedRow.requireOffset(offset));
    Object[] cells = new Object[fields()];
    if (decision == null) {
      if (prediction) {
        cells[0] = scorer.response(scores);
      }
      return RowFactory.create(cells);
    }
    double[] perClass = ClassThresholds.perClass(scores);
    double[] probabilities = decision.hasProbabilities() ? scorer.probabilities(scores) : perClass;
    int cell = 0;
    if (raw) {
      cells[cell++] = new DenseVector(perClass);
    }
    if (probability) {
      cells[cell++] = new DenseVector(probabilities);
    }
    if (prediction) {
      cells[cell] = decision.of(perClass, probabilities);
    }
    return RowFactory.create(cells);
  }

  /**
   * What a scoring function returns in place of scores for a row that cannot be scored: nulls, and
   * why. Spark wraps what a function throws in the name of its own wrapper of that function and in
   * stack traces; what {@code raise_error} throws it passes on as it is, in one line.
   */
  static final class RefusedRow {
    /** The last field: null of a row that has scores. */
    static final String FIELD = "refusal";

    private RefusedRow() {}

    /**
     * @param fields how many there are, {@link #FIELD} included
     */
    static Row inPlaceOfFailure(int fields, Supplier<Row> scores) {
      try {
        return scores.get();
      } catch (Failure failure) {
        Object[] cells = new Object[fields];
        cells[fields - 1] = ParamNames.in(failure.getMessage());
        return RowFactory.create(cells);
      }
    }

    /** Zero where a model has no offset column. */
    static double requireOffset(Double offset) {
      if (offset == null) {
        throw Failure.data("the offset is null, expected a number");
      }
      return offset;
    }

    /** A field of the scores, or the end of the job with the reason why there is none. */
    static Column fieldOf(Column scores, String field) {
      return functions.coalesce(
          scores.getField(field), functions.raise_error(scores.getField(FIELD)));
    }
  }
}

package io.fallline.ml;

import io.fallline.job.VectorScorer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What a regression model predicts for a row. */
final class RowResponse implements UDF1<Vector, Row>, UDF2<Vector, Double, Row> {
  private static final long serialVersionUID = 1L;

  static final String PREDICTION = "prediction";
  static final StructType TYPE =
      new StructType()
          .add(PREDICTION, DataTypes.DoubleType)
          .add(RefusedRow.FIELD, DataTypes.StringType);

  private final VectorScorer scorer;

  RowResponse(VectorScorer scorer) {
    this.scorer = scorer;
  }

  @Override
  public Row call(Vector features) {
    return call(features, 0.0);
  }

  @Override
  public Row call(Vector features, Double offset) {
    return RefusedRow.inPlaceOfFailure(
        TYPE.length(),
        () -> {
          double[] scores = scorer.scores(features, RefusedRow.requireOffset(offset));
          return RowFactory.create(scorer.response(scores), null);
        });
  }
}

package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fallline.testing.LocalSpark;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OneHotVectorsTest {
  @Test
  void vectorsOfAnEncoderAreTrainedOnAsTheyAreUnlessStandardIsAskedFor() {
    Dataset<Row> indexed =
        LocalSpark.session().range(600).selectExpr("double(id % 6) kind", "double(id % 3) label");
    Dataset<Row> rows =
        new OneHotEncoder()
            .setInputCol("kind")
            .setOutputCol("features")
            .fit(indexed)
            .transform(indexed);
    String byDefault = parameters(new MiniBatchRegressor(), rows);
    assertEquals(parameters(new MiniBatchRegressor().setScaling("none"), rows), byDefault);
    assertNotEquals(parameters(new MiniBatchRegressor().setScaling("standard"), rows), byDefault);
  }

  private static String parameters(MiniBatchRegressor estimator, Dataset<Row> rows) {
    return estimator.setEpochs(2).fit(rows).summary().parametersSha256();
  }
}

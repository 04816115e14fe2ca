package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.testing.LocalSpark;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkRuntimeException;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A row that cannot be scored ends the job that would score it, with one line. */
class RefusedRowTest {
  static Stream<PredictionModel<Vector, ?>> models() {
    Dataset<Row> rows = Frames.of("iris");
    return Stream.of(
        new MiniBatchClassifier().setEpochs(1).fit(rows),
        new MiniBatchClassifier().setLayers(3).setEpochs(1).fit(rows),
        new MiniBatchRegressor().setEpochs(1).fit(rows));
  }

  private static Dataset<Row> rows(Vector... vectors) {
    StructType schema = new StructType().add("features", SQLDataTypes.VectorType());
    return LocalSpark.session()
        .createDataFrame(Stream.of(vectors).map(RowFactory::create).toList(), schema);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyActionSaysWhyInOneLine(PredictionModel<Vector, ?> model) {
    Dataset<Row> scored = model.transform(rows(Vectors.dense(1, 2, 3, 4), Vectors.dense(1, 2)));
    for (Executable action :
        List.<Executable>of(
            scored::collectAsList,
            () -> scored.select("prediction").collectAsList(),
            () -> scored.where("prediction >= 0").count(),
            () -> scored.agg(functions.avg("prediction")).first())) {
      SparkRuntimeException refused = assertThrows(SparkRuntimeException.class, action);
      assertTrue(
          refused
              .getMessage()
              .contains("column \"features\" is a vector of 2 elements, expected 4 elements"),
          refused::getMessage);
      assertEquals(1, refused.getMessage().lines().count(), refused::getMessage);
      assertFalse(refused.getMessage().contains("Lambda"), refused::getMessage);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aNullVectorIsRefusedAndTheOthersAreScored(PredictionModel<Vector, ?> model) {
    Vector good = Vectors.dense(1, 2, 3, 4);
    Dataset<Row> scored = model.transform(rows(good, null));
    SparkRuntimeException refused =
        assertThrows(SparkRuntimeException.class, scored::collectAsList);
    assertTrue(
        refused.getMessage().contains("column \"features\" is null, expected a vector"),
        refused::getMessage);
    Row row = model.transform(rows(good)).first();
    assertEquals(model.predict(good), row.<Double>getAs("prediction"));
  }

  @Test
  void aNullOffsetIsRefused() {
    Dataset<Row> rows = Frames.of("diabetes").withColumn("o", functions.lit(1.0));
    MiniBatchRegressionModel model =
        new MiniBatchRegressor().setEpochs(1).setOffsetCol("o").fit(rows);
    Dataset<Row> scored = model.transform(rows.withColumn("o", functions.lit(null).cast("double")));
    SparkRuntimeException refused =
        assertThrows(SparkRuntimeException.class, scored::collectAsList);
    assertTrue(
        refused.getMessage().contains("the offset is null, expected a number"),
        refused::getMessage);
  }
}

package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegressorTest {
  @TempDir private Path directory;

  private static MiniBatchRegressor linear() {
    return new MiniBatchRegressor()
        .setFullBatch(true)
        .setLearningRate(1)
        .setSchedule("cosine")
        .setEpochs(3000);
  }

  @Test
  void coefficientsAreThoseOfLeastSquaresInTheUnitsOfTheRows() {
    Dataset<Row> rows = Frames.of("diabetes");
    MiniBatchRegressionModel model = linear().fit(rows);
    var exact = new LinearRegression().setSolver("normal").fit(rows);
    double mse = model.evaluate(rows).get("loss");
    assertEquals(exact.summary().meanSquaredError(), mse, 1e-3 * mse);
    for (int i : new int[] {1, 2, 3}) {
      double expected = exact.coefficients().apply(i);
      assertEquals(expected, model.coefficients().apply(i), 0.02 * Math.abs(expected));
    }
    for (Row row : model.transform(rows).takeAsList(20)) {
      Vector features = row.getAs("features");
      assertEquals(
          model.coefficients().dot(features) + model.intercept(),
          row.<Double>getAs("prediction"),
          1e-3);
      assertEquals(row.<Double>getAs("prediction"), model.predict(features));
    }
  }

  @Test
  void aSavedModelPredictsTheSame() throws Exception {
    Dataset<Row> rows = Frames.of("diabetes");
    MiniBatchRegressionModel model =
        new MiniBatchRegressor().setLayers(8).setEpochs(5).setPredictionCol("p").fit(rows);
    String path = directory.resolve("model").toString();
    model.write().save(path);
    MiniBatchRegressionModel loaded = MiniBatchRegressionModel.load(path);
    assertEquals(model.uid(), loaded.uid());
    assertEquals(
        model.transform(rows).select("p").collectAsList(),
        loaded.transform(rows).select("p").collectAsList());
  }

  @Test
  void anOffsetIsAddedToTheScoreInTrainingAndPrediction() {
    Dataset<Row> rows =
        Frames.of("diabetes").withColumn("exposure", functions.col("label").minus(7));
    MiniBatchRegressionModel model = linear().setEpochs(300).setOffsetCol("exposure").fit(rows);
    Dataset<Row> predicted = model.transform(rows);
    double rmse = new RegressionEvaluator().evaluate(predicted);
    assertTrue(rmse < 0.1, "all that is left to learn is 7; rmse " + rmse);
    assertEquals(7, model.predict(rows.first().getAs("features")), 0.3);
  }

  @Test
  void aFitThatDivergesGivesItsModelAndWarnsInTheSummary() {
    Dataset<Row> rows = Frames.of("diabetes").withColumn("label", functions.lit(1000.0));
    MiniBatchRegressionModel model =
        new MiniBatchRegressor()
            .setLoss("poisson")
            .setRule("sgd")
            .setFullBatch(true)
            .setLearningRate(0.02)
            .setEpochs(3)
            .fit(rows);
    MiniBatchTrainingSummary summary = model.summary();
    assertEquals("epochs", summary.stopReason());
    assertTrue(summary.trainLoss() > 1e9, "loss " + summary.trainLoss());
    assertEquals(summary.trainLoss(), summary.objectiveLoss());
    assertEquals(1, summary.warnings().size(), summary.warnings().toString());
    assertTrue(
        summary.warnings().get(0).startsWith("training has diverged: the loss over all training"),
        summary.warnings().toString());
  }

  @Test
  void aFitThatHasConvergedWarnsOfNothing() {
    assertEquals(List.of(), linear().fit(Frames.of("diabetes")).summary().warnings());
  }

  @Test
  void poissonPredictsCounts() {
    Dataset<Row> rows =
        Frames.of("diabetes")
            .withColumn("label", functions.round(functions.col("label").divide(50)));
    MiniBatchRegressionModel model =
        new MiniBatchRegressor().setLoss("poisson").setLearningRate(0.05).setEpochs(100).fit(rows);
    assertTrue(model.transform(rows).where("prediction <= 0").isEmpty());
    double mean = rows.agg(functions.avg("label")).first().getDouble(0);
    double predicted = model.transform(rows).agg(functions.avg("prediction")).first().getDouble(0);
    assertEquals(mean, predicted, 0.1 * mean);
  }
}

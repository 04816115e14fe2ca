package io.fallline.suites;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.ml.MiniBatchRegressionModel;
import io.fallline.ml.MiniBatchRegressor;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamsSuite;
import org.apache.spark.ml.regression.LinearRegressionSuite;
import org.apache.spark.ml.util.MLTestingUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark's own test kit asks of every regressor, asked of ours. */
class RegressorChecksTest {
  private static final LinearRegressionSuite SPARK = new LinearRegressionSuite();

  @BeforeAll
  static void startSpark() {
    SPARK.beforeAll();
  }

  @AfterAll
  static void stopSpark() {
    SPARK.afterAll();
  }

  @Test
  void paramsAreWellFormed() {
    ParamsSuite.checkParams(new MiniBatchRegressor());
    ParamsSuite.checkParams(brief().fit(SPARK.datasetWithStrongNoise()));
  }

  @Test
  void copiesKeepUidAndParent() {
    MiniBatchRegressor estimator = brief();
    MLTestingUtils.checkCopyAndUids(estimator, estimator.fit(SPARK.datasetWithStrongNoise()));
  }

  @Test
  void labelsAndWeightsOfEveryNumericTypeGiveTheSameModelAndTextsAreRefused() {
    MLTestingUtils.<MiniBatchRegressionModel, MiniBatchRegressor>checkNumericTypes(
        brief(), SPARK.spark(), false, ToScala.comparison(RegressorChecksTest::assertSame));
  }

  @Test
  void estimatorAndModelAreWrittenAndRead() {
    SPARK.<MiniBatchRegressor, MiniBatchRegressionModel>testEstimatorAndModelReadWrite(
        brief(),
        SPARK.datasetWithStrongNoise(),
        ToScala.settings(
            Map.of("learningRate", 0.05, "epochs", 2, "loss", "huber", "predictionCol", "mine")),
        ToScala.settings(Map.of("predictionCol", "mine")),
        ToScala.comparison(RegressorChecksTest::assertSame),
        SPARK.testEstimatorAndModelReadWrite$default$6());
  }

  @Test
  void singleRowsAreScoredAsColumnsAre() {
    Dataset<Row> rows = SPARK.datasetWithStrongNoise();
    SPARK.testPredictionModelSinglePrediction(brief().fit(rows), rows);
  }

  @Test
  void aStreamIsTransformedAsATableIs() {
    MiniBatchRegressionModel model = brief().fit(SPARK.datasetWithStrongNoise());
    SPARK.testTransformer(
        SPARK.datasetWithStrongNoise(),
        model,
        "features",
        ToScala.names("prediction"),
        ToScala.check(
            row -> {
              Vector features = row.getAs("features");
              assertEquals(model.predict(features), row.<Double>getAs("prediction"));
            }),
        LabeledPoints.encoder());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void weightsThatAreAllScaledAlikeGiveTheSameModel(boolean intercept) {
    MLTestingUtils.<MiniBatchRegressionModel, MiniBatchRegressor>testArbitrarilyScaledWeights(
        SPARK.datasetWithStrongNoise().as(LabeledPoints.encoder()),
        settled(intercept),
        ToScala.comparison(RegressorChecksTest::assertAlike));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void outliersOfSmallWeightsDoNotMatter(boolean intercept) {
    MLTestingUtils.<MiniBatchRegressionModel, MiniBatchRegressor>testOutliersWithSmallWeights(
        SPARK.datasetWithStrongNoise().as(LabeledPoints.encoder()),
        settled(intercept),
        0,
        ToScala.comparison(RegressorChecksTest::assertAlike),
        3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsGivenTwiceAreRowsOfTwiceTheWeight(boolean intercept) {
    MLTestingUtils.<MiniBatchRegressionModel, MiniBatchRegressor>testOversamplingVsWeighting(
        SPARK.datasetWithStrongNoise().as(LabeledPoints.encoder()),
        settled(intercept),
        ToScala.comparison(RegressorChecksTest::assertAlike),
        42);
  }

  private static MiniBatchRegressor brief() {
    return new MiniBatchRegressor().setEpochs(2).setLearningRate(0.05);
  }

  private static MiniBatchRegressor settled(boolean intercept) {
    return new Descent(0.1, 0.9, 300).regressor().setL2(0.05).setIntercept(intercept);
  }

  private static void assertSame(
      MiniBatchRegressionModel expected, MiniBatchRegressionModel actual) {
    assertEquals(expected.coefficients(), actual.coefficients());
    assertEquals(expected.intercept(), actual.intercept());
  }

  /** As near as the suites of Spark want their own models. */
  private static void assertAlike(
      MiniBatchRegressionModel expected, MiniBatchRegressionModel actual) {
    assertArrayEquals(expected.coefficients().toArray(), actual.coefficients().toArray(), 0.05);
    assertEquals(expected.intercept(), actual.intercept(), 0.05);
  }
}

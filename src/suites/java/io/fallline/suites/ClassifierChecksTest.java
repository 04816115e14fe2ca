package io.fallline.suites;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.ml.MiniBatchClassificationModel;
import io.fallline.ml.MiniBatchClassifier;
import java.util.Map;
import org.apache.spark.ml.classification.LogisticRegressionSuite;
import org.apache.spark.ml.classification.ProbabilisticClassifierSuite;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamsSuite;
import org.apache.spark.ml.util.MLTestingUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark's own test kit asks of every classifier, asked of ours. */
class ClassifierChecksTest {
  private static final LogisticRegressionSuite SPARK = new LogisticRegressionSuite();

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
    ParamsSuite.checkParams(new MiniBatchClassifier());
    ParamsSuite.checkParams(brief().fit(SPARK.smallBinaryDataset()));
  }

  @Test
  void copiesKeepUidAndParent() {
    MiniBatchClassifier estimator = brief();
    MLTestingUtils.checkCopyAndUids(estimator, estimator.fit(SPARK.smallBinaryDataset()));
  }

  @Test
  void labelsAndWeightsOfEveryNumericTypeGiveTheSameModelAndTextsAreRefused() {
    MLTestingUtils.<MiniBatchClassificationModel, MiniBatchClassifier>checkNumericTypes(
        brief(), SPARK.spark(), true, ToScala.comparison(ClassifierChecksTest::assertSame));
  }

  @Test
  void estimatorAndModelAreWrittenAndRead() {
    SPARK.<MiniBatchClassifier, MiniBatchClassificationModel>testEstimatorAndModelReadWrite(
        brief(),
        SPARK.smallBinaryDataset(),
        ToScala.settings(
            Map.of("learningRate", 0.05, "epochs", 2, "l2", 0.01, "predictionCol", "mine")),
        ToScala.settings(Map.of("predictionCol", "mine")),
        ToScala.comparison(ClassifierChecksTest::assertSame),
        SPARK.testEstimatorAndModelReadWrite$default$6());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void singleRowsAreScoredAsColumnsAre(boolean binary) {
    Dataset<Row> rows = binary ? SPARK.smallBinaryDataset() : SPARK.smallMultinomialDataset();
    MiniBatchClassificationModel model = brief().fit(rows);
    ProbabilisticClassifierSuite.testPredictMethods(SPARK, model, rows);
    SPARK.testPredictionModelSinglePrediction(model, rows);
    SPARK.testClassificationModelSingleRawPrediction(model, rows);
    SPARK.testProbClassificationModelSingleProbPrediction(model, rows);
  }

  @Test
  void aStreamIsTransformedAsATableIs() {
    MiniBatchClassificationModel model = brief().fit(SPARK.smallBinaryDataset());
    SPARK.testTransformer(
        SPARK.smallBinaryDataset(),
        model,
        "features",
        ToScala.names("prediction", "probability", "rawPrediction"),
        ToScala.check(
            row -> {
              Vector features = row.getAs("features");
              assertEquals(model.predictRaw(features), row.getAs("rawPrediction"));
              assertEquals(model.predict(features), row.<Double>getAs("prediction"));
            }),
        LabeledPoints.encoder());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void weightsThatAreAllScaledAlikeGiveTheSameModel(boolean intercept) {
    MLTestingUtils.<MiniBatchClassificationModel, MiniBatchClassifier>testArbitrarilyScaledWeights(
        SPARK.smallBinaryDataset().as(LabeledPoints.encoder()),
        settled(intercept),
        ToScala.comparison(ClassifierChecksTest::assertAlike));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void outliersOfSmallWeightsDoNotMatter(boolean intercept) {
    MLTestingUtils.<MiniBatchClassificationModel, MiniBatchClassifier>testOutliersWithSmallWeights(
        SPARK.smallBinaryDataset().as(LabeledPoints.encoder()),
        settled(intercept),
        2,
        ToScala.comparison(ClassifierChecksTest::assertAlike),
        3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsGivenTwiceAreRowsOfTwiceTheWeight(boolean intercept) {
    MLTestingUtils.<MiniBatchClassificationModel, MiniBatchClassifier>testOversamplingVsWeighting(
        SPARK.smallBinaryDataset().as(LabeledPoints.encoder()),
        settled(intercept),
        ToScala.comparison(ClassifierChecksTest::assertAlike),
        42);
  }

  private static MiniBatchClassifier brief() {
    return new MiniBatchClassifier().setEpochs(2).setLearningRate(0.05);
  }

  private static MiniBatchClassifier settled(boolean intercept) {
    return new Descent(0.1, 0.9, 300).classifier().setL2(0.05).setIntercept(intercept);
  }

  private static void assertSame(
      MiniBatchClassificationModel expected, MiniBatchClassificationModel actual) {
    assertEquals(expected.coefficientMatrix(), actual.coefficientMatrix());
    assertEquals(expected.interceptVector(), actual.interceptVector());
    assertEquals(expected.numClasses(), actual.numClasses());
  }

  /** As near as the suites of Spark want their own models. */
  private static void assertAlike(
      MiniBatchClassificationModel expected, MiniBatchClassificationModel actual) {
    assertArrayEquals(
        expected.coefficientMatrix().toArray(), actual.coefficientMatrix().toArray(), 0.05);
    assertArrayEquals(
        expected.interceptVector().toArray(), actual.interceptVector().toArray(), 0.05);
  }
}

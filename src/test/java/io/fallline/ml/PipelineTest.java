package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimators among Spark's own. */
class PipelineTest {
  @TempDir private Path directory;

  private static MiniBatchClassifier classifier() {
    return new MiniBatchClassifier()
        .setRule("adam")
        .setLearningRate(0.05)
        .setBatchSize(16)
        .setEpochs(30);
  }

  private static Pipeline iris() {
    Dataset<Row> rows = Frames.csv("iris");
    String[] inputs =
        Arrays.stream(rows.columns()).filter(c -> !c.equals("label")).toArray(String[]::new);
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new StringIndexer().setInputCol("label").setOutputCol("species"),
              new VectorAssembler().setInputCols(inputs).setOutputCol("raw"),
              new StandardScaler().setInputCol("raw").setOutputCol("features"),
              classifier().setLabelCol("species").setLayers(8)
            });
  }

  @Test
  void aPipelineOfIndexerAssemblerScalerAndClassifierPredictsTheSameOnceSavedAndLoaded()
      throws IOException {
    Dataset<Row> rows = Frames.csv("iris");
    PipelineModel model = iris().fit(rows);
    String path = directory.resolve("pipeline").toString();
    model.write().save(path);
    LocalSpark.session().newSession();
    PipelineModel loaded = PipelineModel.load(path);
    List<Row> expected = model.transform(rows).select("prediction", "probability").collectAsList();
    assertEquals(
        expected, loaded.transform(rows).select("prediction", "probability").collectAsList());
    double accuracy = accuracy(loaded.transform(rows), "species");
    assertTrue(accuracy >= 0.95, "accuracy " + accuracy);
    assertFalse(((MiniBatchClassificationModel) loaded.stages()[3]).hasSummary());
    assertTrue(((MiniBatchClassificationModel) model.stages()[3]).hasSummary());
  }

  @Test
  void aPipelineThatIsNotFittedIsSavedWithAllThatWasSet() throws IOException {
    String path = directory.resolve("estimators").toString();
    iris().write().save(path);
    MiniBatchClassifier loaded = (MiniBatchClassifier) Pipeline.load(path).getStages()[3];
    assertEquals("adam", loaded.getRule());
    assertEquals(0.05, loaded.getLearningRate());
    assertArrayEquals(new int[] {8}, loaded.getLayers());
    assertEquals("species", loaded.getLabelCol());
  }

  @Test
  void crossValidationFindsTheLearningRateThatLearns() throws IOException {
    Dataset<Row> rows = Frames.of("iris");
    MiniBatchClassifier classifier = classifier().setEpochs(10);
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(classifier.learningRate(), new double[] {1e-9, 0.05})
            .build();
    CrossValidatorModel validated =
        new CrossValidator()
            .setEstimator(classifier)
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("logLoss"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(3)
            .setParallelism(2)
            .setSeed(1)
            .fit(rows);
    assertTrue(validated.avgMetrics()[0] > 0.8, Arrays.toString(validated.avgMetrics()));
    assertTrue(validated.avgMetrics()[1] < 0.4, Arrays.toString(validated.avgMetrics()));
    assertEquals(
        0.05, ((MiniBatchClassifier) validated.bestModel().parent()).getLearningRate(), "best");
    String path = directory.resolve("validated").toString();
    validated.write().save(path);
    CrossValidatorModel loaded = CrossValidatorModel.load(path);
    assertEquals(
        validated.transform(rows).select("prediction").collectAsList(),
        loaded.transform(rows).select("prediction").collectAsList());
  }

  @Test
  void aSplitOfTrainingAndValidationChoosesAmongRegressors() {
    Dataset<Row> rows = Frames.of("diabetes");
    MiniBatchRegressor regressor =
        new MiniBatchRegressor().setBatchSize(32).setEpochs(20).setSeed(3);
    ParamMap[] grid =
        new ParamGridBuilder().addGrid(regressor.learningRate(), new double[] {1e-9, 1.0}).build();
    TrainValidationSplitModel chosen =
        new TrainValidationSplit()
            .setEstimator(regressor)
            .setEvaluator(new RegressionEvaluator().setMetricName("r2"))
            .setEstimatorParamMaps(grid)
            .setSeed(2)
            .fit(rows);
    assertTrue(chosen.validationMetrics()[1] > 0.3, Arrays.toString(chosen.validationMetrics()));
    assertEquals(
        1.0, ((MiniBatchRegressor) chosen.bestModel().parent()).getLearningRate(), "best rate");
  }

  static double accuracy(Dataset<Row> predicted, String label) {
    return new MulticlassClassificationEvaluator()
        .setLabelCol(label)
        .setMetricName("accuracy")
        .evaluate(predicted);
  }
}

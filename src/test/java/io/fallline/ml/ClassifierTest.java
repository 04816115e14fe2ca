package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.job.FitListener;
import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
  @TempDir private Path directory;

  private static MiniBatchClassifier logistic() {
    return new MiniBatchClassifier().setLearningRate(0.02).setBatchSize(32).setEpochs(8);
  }

  @Test
  void twoClassesHaveRawScoresOfOppositeSignsProbabilitiesThatAddUpToOneAndACoefficientRow() {
    Dataset<Row> rows = Frames.of("breast-cancer");
    MiniBatchClassificationModel model = logistic().fit(rows);
    assertEquals(2, model.numClasses());
    assertEquals(30, model.numFeatures());
    for (Row row :
        model.transform(rows).select("rawPrediction", "probability", "prediction").takeAsList(50)) {
      Vector raw = row.getAs(0);
      Vector probability = row.getAs(1);
      assertEquals(-raw.apply(0), raw.apply(1));
      assertEquals(1, probability.apply(0) + probability.apply(1), 1e-12);
      assertEquals(1 / (1 + Math.exp(-raw.apply(1))), probability.apply(1), 1e-12);
      assertEquals(probability.argmax(), row.getDouble(2));
    }
    assertEquals(1, model.coefficientMatrix().numRows());
    assertEquals(model.interceptVector().apply(0), model.intercept());
    for (int i = 0; i < 30; i++) {
      assertEquals(model.coefficientMatrix().apply(0, i), model.coefficients().apply(i));
    }
  }

  @Test
  void oneRowAtATimeGivesWhatTransformGives() {
    Dataset<Row> rows = Frames.of("iris");
    MiniBatchClassificationModel model = logistic().setLayers(5).fit(rows);
    for (Row row : model.transform(rows).takeAsList(30)) {
      Vector features = row.getAs("features");
      assertEquals(row.<Vector>getAs("rawPrediction"), model.predictRaw(features));
      assertEquals(row.<Vector>getAs("probability"), model.predictProbability(features));
      assertEquals(row.<Double>getAs("prediction"), model.predict(features));
    }
  }

  @Test
  void coefficientsAreForFeaturesAsTheyCome() {
    Dataset<Row> rows = Frames.of("wine");
    MiniBatchClassificationModel model = logistic().fit(rows);
    for (Row row : model.transform(rows).takeAsList(20)) {
      Vector features = row.getAs("features");
      Vector expected = row.getAs("rawPrediction");
      Vector product = model.coefficientMatrix().multiply(features);
      for (int k = 0; k < 3; k++) {
        assertEquals(expected.apply(k), product.apply(k) + model.interceptVector().apply(k), 1e-5);
      }
    }
    MiniBatchClassificationModel network = logistic().setLayers(3).fit(rows);
    assertThrows(IllegalArgumentException.class, network::coefficientMatrix);
    assertThrows(IllegalArgumentException.class, network::coefficients);
    IllegalArgumentException several =
        assertThrows(IllegalArgumentException.class, model::coefficients);
    assertTrue(
        several.getMessage().endsWith("see coefficientMatrix and interceptVector"),
        several::getMessage);
  }

  @Test
  void thresholdsDecideAsSparksDo() {
    Dataset<Row> rows = Frames.of("breast-cancer");
    MiniBatchClassificationModel model =
        logistic().setThresholds(new double[] {0.1, 0.9}).fit(rows);
    for (Row row : model.transform(rows).takeAsList(200)) {
      Vector probability = row.getAs("probability");
      double expected = probability.apply(1) / 0.9 > probability.apply(0) / 0.1 ? 1 : 0;
      assertEquals(expected, row.<Double>getAs("prediction"));
      assertEquals(expected, model.predict(row.getAs("features")));
    }
  }

  @Test
  void aMarginHasNoProbabilities() {
    Dataset<Row> rows = Frames.of("breast-cancer");
    MiniBatchClassificationModel model = logistic().setLoss("hinge").fit(rows);
    List<String> columns = Arrays.asList(model.transform(rows).columns());
    assertEquals(List.of("features", "label", "rawPrediction", "prediction"), columns);
    assertTrue(PipelineTest.accuracy(model.transform(rows), "label") > 0.95);
  }

  @Test
  void aClassThatNoRowHasIsKnownByItsIndex() {
    Dataset<Row> rows = Frames.of("iris").where("label <> 1");
    MiniBatchClassificationModel model = logistic().fit(rows);
    assertEquals(3, model.numClasses());
    assertEquals(
        0, model.transform(rows).where("prediction = 1").count(), "rows taken for the absent one");
  }

  @Test
  void rowsThatAreMarkedAreValidatedOnAndNotTrainedOn() {
    Dataset<Row> rows =
        Frames.of("breast-cancer")
            .withColumn(
                "held",
                functions
                    .pmod(functions.hash(functions.col("features")), functions.lit(4))
                    .equalTo(0));
    MiniBatchClassificationModel model =
        logistic()
            .setValidationIndicatorCol("held")
            .setEpochs(200)
            .setLearningRate(0.5)
            .setEarlyStoppingPatience(2)
            .fit(rows);
    assertEquals("earlyStopping", model.summary().stopReason());
    assertEquals(model.summary().totalEpochs(), model.summary().epochs().size());
    assertTrue(model.summary().validationMetrics().get("accuracy") > 0.9);
    MiniBatchClassificationModel without = logistic().setEpochs(1).fit(rows.where("not held"));
    MiniBatchClassificationModel with =
        logistic().setEpochs(1).setValidationIndicatorCol("held").fit(rows);
    assertEquals(without.summary().parametersSha256(), with.summary().parametersSha256());
  }

  @Test
  void weightsOfRowsCountAsRepeatedRows() {
    Dataset<Row> rows = Frames.of("iris").limit(60);
    Dataset<Row> weighted = rows.withColumn("w", functions.lit(3));
    MiniBatchClassifier full =
        logistic().setFullBatch(true).setScaling("none").setEpochs(20).setShards(1);
    Vector once = full.setWeightCol("w").fit(weighted).interceptVector();
    Vector repeated = full.setWeightCol("").fit(rows.union(rows).union(rows)).interceptVector();
    assertArrayEquals(repeated.toArray(), once.toArray(), 1e-5);
  }

  @Test
  void aModelGoesOnFromAnother() {
    Dataset<Row> rows = Frames.of("iris");
    MiniBatchClassificationModel first = logistic().setEpochs(100).fit(rows);
    MiniBatchClassifier second = logistic().setInitialModel(first);
    double lossOfFirst = first.summary().trainLoss();
    assertTrue(second.setEpochs(1).fit(rows).summary().steps().get(0).loss() < 3 * lossOfFirst);
    assertTrue(logistic().setEpochs(1).fit(rows).summary().steps().get(0).loss() > 5 * lossOfFirst);
  }

  @Test
  void aModelToStartFromSaysTheSameInAnotherScaling() {
    Dataset<Row> rows = Frames.of("iris");
    MiniBatchClassificationModel first = logistic().fit(rows);
    for (String scaling : List.of("none", "minmax", "maxabs", "auto")) {
      MiniBatchClassificationModel second =
          logistic()
              .setInitialModel(first)
              .setScaling(scaling)
              .setRule("sgd")
              .setLearningRate(1e-12)
              .setEpochs(1)
              .fit(rows);
      assertEquals(first.summary().trainLoss(), second.summary().trainLoss(), 1e-5, scaling);
    }
  }

  @Test
  void anEstimatorWithAModelToStartFromIsSavedWithIt() throws Exception {
    Dataset<Row> rows = Frames.of("iris");
    MiniBatchClassifier second = logistic().setInitialModel(logistic().fit(rows));
    String path = directory.resolve("warm").toString();
    second.write().save(path);
    assertEquals(
        second.fit(rows).summary().parametersSha256(),
        MiniBatchClassifier.load(path).fit(rows).summary().parametersSha256());
  }

  @Test
  void theCuriousAreToldOfEveryStepAndEpoch() {
    List<Long> steps = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    MiniBatchClassifier classifier =
        logistic()
            .setValidationFraction(0.3)
            .setListener(
                new FitListener() {
                  @Override
                  public void stepEnded(StepEnd step) {
                    steps.add(step.step());
                  }

                  @Override
                  public void epochEnded(EpochEnd epoch) {
                    losses.add(epoch.validationLoss());
                  }
                });
    MiniBatchTrainingSummary summary = classifier.fit(Frames.of("wine")).summary();
    assertEquals(summary.totalSteps(), steps.size());
    assertEquals(8, losses.size());
    assertEquals(summary.validationLoss(), losses.get(7), 1e-12);
    assertEquals(summary.epochs().get(7).loss(), losses.get(7));
  }

  @Test
  void theSameRowsGiveTheSameBitsHoweverTheyAreDividedOrOrdered() {
    Dataset<Row> rows = Frames.of("digits");
    MiniBatchClassifier network = logistic().setLayers(16).setEpochs(2);
    String expected = network.fit(rows).summary().parametersSha256();
    assertEquals(expected, network.fit(rows.repartition(7)).summary().parametersSha256());
    assertEquals(
        expected, network.fit(rows.orderBy(functions.rand(1))).summary().parametersSha256());
  }

  @Test
  void sparseVectorsTrainAndPredictAsDenseOnes() {
    List<Row> sparse = new ArrayList<>();
    List<Row> dense = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double label = i % 2;
      Vector vector =
          Vectors.sparse(50, new int[] {i % 23, 30 + i % 2}, new double[] {1 + i % 5, 2});
      sparse.add(RowFactory.create(vector, label));
      dense.add(RowFactory.create(vector.toDense(), label));
    }
    StructType schema =
        new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add("label", DataTypes.DoubleType);
    Dataset<Row> sparseRows = LocalSpark.session().createDataFrame(sparse, schema);
    Dataset<Row> denseRows = LocalSpark.session().createDataFrame(dense, schema);
    MiniBatchClassificationModel model = logistic().fit(sparseRows);
    assertEquals(1, PipelineTest.accuracy(model.transform(sparseRows), "label"));
    assertEquals(
        model.transform(sparseRows).select("probability").collectAsList(),
        model.transform(denseRows).select("probability").collectAsList());
  }

  @Test
  void metricsOfLabelledRows() {
    Dataset<Row> rows = Frames.of("breast-cancer");
    MiniBatchClassificationModel model = logistic().fit(rows);
    assertEquals(
        PipelineTest.accuracy(model.transform(rows), "label"),
        model.evaluate(rows).get("accuracy"),
        1e-12);
    assertEquals(model.summary().trainLoss(), model.evaluate(rows).get("loss"), 1e-9);
  }

  @Test
  void rowsThatCannotBeUsedAreRefusedInOneLine() {
    Dataset<Row> rows = Frames.of("iris");
    Dataset<Row> half = rows.withColumn("label", functions.lit(0.5));
    IllegalArgumentException noIndex =
        assertThrows(IllegalArgumentException.class, () -> logistic().fit(half));
    assertTrue(
        noIndex.getMessage().contains("column \"label\" is 0.5, expected a class index"),
        noIndex::getMessage);
    Dataset<Row> three = rows.withColumn("label", functions.col("label").plus(0));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> logistic().setLoss("logistic").fit(three));
    assertTrue(
        refused
            .getMessage()
            .endsWith(
                ": column \"label\" has 3 classes: 0, 1, 2, expected the class indices 0 and 1, as"
                    + " StringIndexer makes them, or a loss that takes more classes"),
        refused::getMessage);
  }

  @Test
  void labelsThatAreNoIndicesAreCountedAsTheyAreAndStringIndexerIsNamed() {
    assertRefused(
        "logistic",
        functions.when(functions.col("label").equalTo(0), 1.0).otherwise(2.0),
        "column \"label\" has 2 classes: 1, 2, expected the class indices 0 and 1, as StringIndexer"
            + " makes them, or a loss that takes more classes");
    assertRefused(
        "auto",
        functions.when(functions.col("label").equalTo(0), 0.0).otherwise(1e9),
        "column \"label\" has 2 different labels, the largest 1000000000, expected class indices 0,"
            + " 1, …, as StringIndexer makes them; is it a number to be predicted?");
    assertRefused(
        "hinge",
        functions.when(functions.col("label").equalTo(0), -1.0).otherwise(1.0),
        "column \"label\" is -1, expected a class index, a whole number of 0 to 1, as StringIndexer"
            + " makes them");
  }

  private static void assertRefused(String loss, Column labels, String message) {
    Dataset<Row> rows = Frames.of("iris").withColumn("label", labels);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> logistic().setLoss(loss).fit(rows));
    assertTrue(refused.getMessage().endsWith(message), refused::getMessage);
  }

  @Test
  void rowsOfOneClassAreFitted() {
    Dataset<Row> ones = Frames.of("breast-cancer").where("label = 1");
    MiniBatchClassificationModel model = logistic().fit(ones);
    assertEquals(2, model.numClasses());
    assertEquals(
        ones.count(), model.transform(ones).where("prediction = 1").count(), "what else to say");
  }

  @Test
  void noEpochsGiveTheModelThatTrainingWouldStartFrom() throws Exception {
    Dataset<Row> rows = Frames.of("breast-cancer");
    MiniBatchClassificationModel none = logistic().setEpochs(0).fit(rows);
    assertEquals(0, none.summary().totalSteps());
    assertEquals("epochs", none.summary().stopReason());
    assertEquals(List.of(), none.summary().steps());
    assertEquals(Math.log(2), none.summary().trainLoss(), 1e-12);
    assertEquals(0.5, none.predictProbability(rows.first().getAs("features")).apply(0));
    assertArrayEquals(new double[30], none.coefficientMatrix().toArray());

    MiniBatchClassificationModel first = logistic().fit(rows);
    MiniBatchClassifier next = logistic().setInitialModel(first);
    MiniBatchClassificationModel same = next.setEpochs(0).fit(rows);
    assertEquals(first.summary().parametersSha256(), same.summary().parametersSha256());
    assertEquals(first.summary().trainLoss(), same.summary().trainLoss());
    String path = directory.resolve("none").toString();
    none.write().save(path);
    assertEquals(
        none.coefficientMatrix(), MiniBatchClassificationModel.load(path).coefficientMatrix());
  }

  @Test
  void withoutAnyColumnToFillRowsStayAsTheyAre() {
    Dataset<Row> rows = Frames.of("iris");
    MiniBatchClassificationModel model =
        logistic().setEpochs(1).fit(rows).setRawPredictionCol("").setProbabilityCol("");
    assertEquals(rows.collectAsList(), model.setPredictionCol("").transform(rows).collectAsList());
  }
}

package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The columns of weights, offsets and marks of validation rows, before rows are read. */
class TakenColumnsTest {
  private static MiniBatchClassifier classifier() {
    return new MiniBatchClassifier().setEpochs(30).setLearningRate(0.05);
  }

  /** Two columns of which the label hangs, by chance; a row of class 1 weighs 20. */
  private static Dataset<Row> heavy() {
    Random random = new Random(0);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double a = random.nextGaussian() + 3;
      double b = 5 * random.nextGaussian() - 2;
      double chance = 1 / (1 + Math.exp(-(a - 3 + 0.3 * b + 0.6)));
      double label = random.nextDouble() < chance ? 1 : 0;
      rows.add(RowFactory.create(label, Vectors.dense(a, b), label == 1 ? 20.0 : 1.0));
    }
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType())
            .add("weight", DataTypes.DoubleType);
    return LocalSpark.session().createDataFrame(rows, schema).cache();
  }

  private static long ones(OneVsRest each, Dataset<Row> rows) {
    return each.fit(rows).transform(rows).where("prediction = 1").count();
  }

  private static OneVsRest theirs() {
    return new OneVsRest().setClassifier(new LogisticRegression());
  }

  private static OneVsRest ours() {
    return new OneVsRest()
        .setClassifier(
            new MiniBatchClassifier()
                .setRule("nesterov")
                .setMomentum(0.95)
                .setLearningRate(0.1)
                .setFullBatch(true)
                .setEpochs(1000));
  }

  @Test
  void oneVersusRestTrainsWeightedAsItDoesWithMllib() {
    Dataset<Row> rows = heavy();
    long plain = ones(theirs(), rows);
    long theirsWeighted = ones(theirs().setWeightCol("weight"), rows);
    long ours = ones(ours(), rows);
    long oursWeighted = ones(ours().setWeightCol("weight"), rows);
    String counts =
        "rows of class 1 without and with weights: MLlib %d %d, ours %d %d"
            .formatted(plain, theirsWeighted, ours, oursWeighted);
    assertTrue(theirsWeighted > plain + 50, counts);
    assertEquals(plain, ours, 2, counts);
    assertEquals(theirsWeighted, oursWeighted, 2, counts);
  }

  static Stream<Arguments> columns() {
    return Stream.<PipelineStage>of(new MiniBatchClassifier(), new MiniBatchRegressor())
        .flatMap(
            estimator ->
                Stream.of("weightCol", "offsetCol", "validationIndicatorCol", "splitByCol")
                    .map(param -> Arguments.of(estimator, param)));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void aColumnThatIsNotThereIsRefusedByTransformSchema(PipelineStage stage, String param) {
    Estimator<?> estimator = (Estimator<?>) stage.copy(ParamMap.empty());
    estimator.set(param, "nowhere");
    Dataset<Row> rows = Frames.of("diabetes");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> estimator.transformSchema(rows.schema()));
    assertTrue(refused.getMessage().contains("nowhere"), refused::getMessage);
    assertEquals(1, refused.getMessage().lines().count());
    assertThrows(IllegalArgumentException.class, () -> estimator.fit(rows));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void aColumnOfTextIsRefusedAndNotCast(PipelineStage stage, String param) {
    Estimator<?> estimator = (Estimator<?>) stage.copy(ParamMap.empty());
    estimator.set(param, "text");
    Dataset<Row> rows = Frames.of("diabetes").withColumn("text", functions.lit("1"));
    if (param.equals("splitByCol")) { // rows may be told apart by any value
      estimator.transformSchema(rows.schema());
      return;
    }
    String expected = param.equals("validationIndicatorCol") ? "boolean" : "type numeric";
    for (IllegalArgumentException refused :
        List.of(
            assertThrows(
                IllegalArgumentException.class, () -> estimator.transformSchema(rows.schema())),
            assertThrows(IllegalArgumentException.class, () -> estimator.fit(rows)))) {
      assertTrue(refused.getMessage().contains("Column text must be of type"), refused::getMessage);
      assertTrue(refused.getMessage().contains(expected), refused::getMessage);
      assertTrue(refused.getMessage().contains("string"), refused::getMessage);
    }
  }

  @Test
  void weightsAndLabelsOfEveryNumericTypeGiveTheSameModel() {
    Dataset<Row> rows =
        Frames.of("iris").withColumn("w", functions.col("label").plus(1)).limit(120);
    MiniBatchClassifier classifier = classifier().setEpochs(2).setWeightCol("w");
    String expected = classifier.fit(rows).summary().parametersSha256();
    for (DataType type :
        List.of(
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.FloatType,
            DataTypes.createDecimalType(10, 0))) {
      Dataset<Row> other =
          rows.withColumn("w", functions.col("w").cast(type))
              .withColumn("label", functions.col("label").cast(type));
      assertEquals(
          expected, classifier.fit(other).summary().parametersSha256(), type::simpleString);
    }
  }

  @Test
  void aModelLooksAtItsOffsetColumn() {
    Dataset<Row> rows = Frames.of("diabetes").withColumn("o", functions.lit(1));
    MiniBatchRegressionModel model =
        new MiniBatchRegressor().setEpochs(1).setOffsetCol("o").fit(rows);
    assertThrows(IllegalArgumentException.class, () -> model.transform(rows.drop("o")));
    Dataset<Row> text = rows.withColumn("o", functions.lit("1"));
    assertThrows(IllegalArgumentException.class, () -> model.transformSchema(text.schema()));
    assertEquals(
        DataTypes.DoubleType, model.transformSchema(rows.schema()).apply("prediction").dataType());
  }

  @Test
  void thresholdsAreAsManyAsClasses() {
    Dataset<Row> rows = Frames.of("iris");
    double[] two = {0.5, 0.5};
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new MiniBatchClassifier("c").setThresholds(two).fit(rows));
    assertEquals("c: thresholds has 2 numbers, expected 3, one a class", refused.getMessage());
    MiniBatchClassificationModel model = classifier().setEpochs(1).fit(rows);
    model.set("thresholds", two); // the setter of Spark's looks itself
    assertThrows(IllegalArgumentException.class, () -> model.transform(rows));
    assertThrows(
        IllegalArgumentException.class, () -> model.predict(rows.first().getAs("features")));
  }

  @Test
  void thresholdsOfAMarginAreRefusedAsTheyWouldChangeNothing() {
    Dataset<Row> rows = Frames.of("breast-cancer");
    MiniBatchClassificationModel model =
        classifier().setEpochs(1).setLoss("hinge").fit(rows).setThresholds(new double[] {0.9, 0.1});
    assertThrows(IllegalArgumentException.class, () -> model.transform(rows));
    Vector features = rows.first().getAs("features");
    assertThrows(IllegalArgumentException.class, () -> model.predict(features));
    assertEquals(2, model.predictRaw(features).size());
    MiniBatchClassifier hinge = new MiniBatchClassifier("c").setLoss("hinge");
    hinge.setThresholds(new double[] {0.9, 0.1});
    assertThrows(IllegalArgumentException.class, () -> hinge.fit(rows));
  }

  @Test
  void aLabelThatIsNoNumberIsShownTheWay() {
    Dataset<Row> rows = Frames.of("iris");
    Dataset<Row> texts = rows.withColumn("label", functions.lit("yes"));
    String indexer = "StringIndexer(inputCol=\"label\", outputCol=\"labelIndex\")";
    String type = ": Column label must be of type numeric but was actually of type ";
    String cast = "withColumn(\"label\", col(\"label\").cast(\"double\"))";
    refused(
        "c" + type + "string; " + indexer + " makes class indices 0, 1, … of it",
        () -> new MiniBatchClassifier("c").fit(texts));
    refused(
        "r"
            + type
            + "string; "
            + cast
            + " makes numbers of it; where texts are classes, take"
            + " MiniBatchClassifier",
        () -> new MiniBatchRegressor("r").fit(texts));
    refused(
        "c" + type + "boolean; " + cast + " makes class indices 0, 1, … of it",
        () -> new MiniBatchClassifier("c").fit(rows.withColumn("label", functions.lit(true))));
  }

  @Test
  void featuresThatAreNoVectorAreShownTheWay() {
    Dataset<Row> rows = Frames.of("iris");
    Dataset<Row> arrays = rows.withColumn("features", functions.array(functions.lit(1.0)));
    String line =
        "the column \"features\" is array<double>, expected a vector; array_to_vector makes one";
    refused("c: " + line, () -> new MiniBatchClassifier("c").fit(arrays));
    MiniBatchRegressionModel model = new MiniBatchRegressor("m").setEpochs(1).fit(rows);
    refused("m: " + line, () -> model.transform(arrays));
    refused(
        "m: the rows have no column \"features\" of features; did you mean feature?; VectorAssembler"
            + " makes a vector of columns of numbers, and featuresCol names it",
        () -> model.transform(rows.withColumnRenamed("features", "feature")));
  }

  private static void refused(String line, Executable work) {
    assertEquals(line, assertThrows(IllegalArgumentException.class, work).getMessage());
  }
}

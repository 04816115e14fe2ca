package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.testing.ForkedJava;
import io.fallline.testing.LocalSpark;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.reflect.ClassTag$;

/** Functions that Spark sends to executors may use a model, as they may use MLlib's. */
class ModelInClosureTest {
  @TempDir private Path directory;

  /** A model, and vectors with what it predicts for them. */
  record Case(String name, PredictionModel<Vector, ?> model, List<Vector> vectors)
      implements Serializable {
    List<Double> predictions() {
      return vectors.stream().map(model::predict).toList();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Case> trained;

  @BeforeAll
  static void train() {
    trained = trainings().toList();
  }

  static Stream<Case> cases() {
    return trained.stream();
  }

  private static Stream<Case> trainings() {
    Dataset<Row> iris = Frames.of("iris");
    Dataset<Row> diabetes = Frames.of("diabetes");
    Dataset<Row> clicks = Frames.of("clicks").limit(500);
    MiniBatchClassifier classifier = new MiniBatchClassifier().setEpochs(2).setLearningRate(0.05);
    MiniBatchRegressor regressor = new MiniBatchRegressor().setEpochs(2).setLearningRate(0.05);
    return Stream.of(
        of("network", classifier.copy(ParamMap.empty()).setLayers(9, 5).fit(iris), iris),
        of("sparse", classifier.fit(clicks), clicks),
        of(
            "portable kernels",
            regressor.setKernels("portable").setLayers(7).fit(diabetes),
            diabetes),
        of("linear", new MiniBatchRegressor().setEpochs(2).fit(diabetes), diabetes));
  }

  private static Case of(String name, PredictionModel<Vector, ?> model, Dataset<Row> rows) {
    return new Case(
        name,
        model,
        rows.select("features").takeAsList(60).stream().map(row -> row.<Vector>getAs(0)).toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFunctionOfAnRddPredictsTheSameBits(Case one) {
    PredictionModel<Vector, ?> model = one.model();
    assertEquals(one.predictions(), rdd(one).map(vector -> model.predict(vector)).collect());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aBroadcastModelPredictsTheSameBits(Case one) {
    Broadcast<PredictionModel<Vector, ?>> sent = context().broadcast(one.model());
    try {
      assertEquals(
          one.predictions(), rdd(one).map(vector -> sent.value().predict(vector)).collect());
    } finally {
      sent.destroy();
    }
  }

  private static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
  }

  private static JavaRDD<Vector> rdd(Case one) {
    return context().parallelize(one.vectors(), 3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sparksSerializersCarryIt(Case one) {
    SparkConf conf = LocalSpark.session().sparkContext().getConf();
    for (Serializer serializer : List.of(new JavaSerializer(conf), new KryoSerializer(conf))) {
      PredictionModel<Vector, ?> there = sent(one.model(), serializer);
      assertEquals(
          one.predictions(), new Case(one.name(), there, one.vectors()).predictions(), one.name());
      assertEquals(one.model().uid(), there.uid());
      assertEquals(
          List.of(one.model().explainParams()), List.of(there.explainParams()), "what was set");
    }
  }

  private static <T> T sent(T value, Serializer serializer) {
    var instance = serializer.newInstance();
    return instance.deserialize(
        instance.serialize(value, ClassTag$.MODULE$.apply(value.getClass())),
        ClassTag$.MODULE$.apply(value.getClass()));
  }

  @Test
  void aModelThatWasSentTransformsAndIsSavedAsTheOneThatWasFitted() throws IOException {
    Dataset<Row> iris = Frames.of("iris");
    MiniBatchClassificationModel model =
        new MiniBatchClassifier().setEpochs(2).setLayers(4).fit(iris);
    MiniBatchClassificationModel there =
        sent(model, new KryoSerializer(LocalSpark.session().sparkContext().getConf()));
    assertFalse(there.hasSummary(), "as MLlib's, it stays with the model that was fitted");
    assertThrows(IllegalStateException.class, there::summary);
    there.write().save(directory.resolve("there").toString());
    for (MiniBatchClassificationModel same :
        List.of(there, MiniBatchClassificationModel.load(directory.resolve("there").toString()))) {
      assertEquals(
          model.transform(iris).select("probability", "prediction").collectAsList(),
          same.transform(iris).select("probability", "prediction").collectAsList());
    }
  }

  @Test
  void anEstimatorWithAModelToStartFromIsSentWithIt() {
    Dataset<Row> iris = Frames.of("iris");
    MiniBatchClassifier first = new MiniBatchClassifier().setEpochs(2);
    MiniBatchClassifier second = first.copy(ParamMap.empty()).setInitialModel(first.fit(iris));
    MiniBatchClassifier there =
        sent(second, new JavaSerializer(LocalSpark.session().sparkContext().getConf()));
    assertEquals(
        second.fit(iris).summary().parametersSha256(),
        there.fit(iris).summary().parametersSha256());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anotherJvmPredictsTheSameBits(Case one) throws Exception {
    Path file = directory.resolve("model");
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(new ArrayList<>(one.vectors()));
      out.writeObject(one.model());
    }
    List<String> printed =
        ForkedJava.lines(
            ForkedJava.home(), List.of(ForkedJava.VECTOR_MODULE), Elsewhere.class, file.toString());
    assertEquals(bits(one), printed);
  }

  private static List<String> bits(Case one) {
    return one.predictions().stream().map(Double::toHexString).toList();
  }

  /** A JVM without Spark, which is sent a model. */
  static final class Elsewhere {
    private Elsewhere() {}

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // the test has written it
    public static void main(String[] arguments) throws Exception {
      try (InputStream file = new BufferedInputStream(Files.newInputStream(Path.of(arguments[1])));
          ObjectInputStream in = new ObjectInputStream(file)) {
        List<Vector> vectors = (List<Vector>) in.readObject();
        PredictionModel<Vector, ?> model = (PredictionModel<Vector, ?>) in.readObject();
        Files.write(Path.of(arguments[0]), bits(new Case("elsewhere", model, vectors)));
      }
    }
  }

  @Test
  void aVectorThatCannotBeUsedIsRefusedInOneLine() {
    MiniBatchClassificationModel classes =
        new MiniBatchClassifier().setEpochs(1).fit(Frames.of("iris"));
    MiniBatchRegressionModel numbers =
        new MiniBatchRegressor().setEpochs(1).fit(Frames.of("diabetes"));
    String three = "column \"features\" is a vector of 3 elements, expected 4 elements";
    Vector narrow = Vectors.dense(1, 2, 3);
    refused(three, () -> classes.predict(narrow));
    refused(three, () -> classes.predictRaw(narrow));
    refused(three, () -> classes.predictProbability(narrow));
    refused(three, () -> classes.predict(narrow.toSparse()));
    refused(three.replace("4", "10"), () -> numbers.predict(narrow));
    String nan =
        "column \"features[1]\" is NaN, expected a number, as the model was trained with"
            + " missing = \"error\"";
    refused(nan, () -> classes.predict(Vectors.dense(1, Double.NaN, 3, 4)));
    refused("column \"features\" is null, expected a vector", () -> classes.predict((Vector) null));
    refused(
        "column \"features[2]\" is infinite, expected a finite number",
        () -> classes.predict(Vectors.dense(1, 2, Double.POSITIVE_INFINITY, 4)));
  }

  private static void refused(String message, Runnable prediction) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, prediction::run).getMessage());
  }
}

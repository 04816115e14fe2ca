package io.fallline.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.LinearRegression;

/**
 * The programs that {@link MllibPortTest} tries. Settings are the same for all data of a kind, but
 * those of iris without a penalty; the docs say how they were chosen.
 */
final class MllibPorts {
  /** Data of classes: their numbers of columns and of classes. */
  private static final Map<String, int[]> CLASSES =
      Map.of(
          "iris", new int[] {4, 3},
          "wine", new int[] {13, 3},
          "breast-cancer", new int[] {30, 2},
          "digits", new int[] {64, 10});

  private final List<Port> ports = new ArrayList<>();

  static List<Port> all() {
    MllibPorts all = new MllibPorts();
    all.irises();
    for (String data : List.of("iris", "wine", "breast-cancer", "digits")) {
      if (!data.equals("iris")) {
        all.logistic(data);
      }
      all.penalized(data);
      all.network(data, CLASSES.get(data)[0], CLASSES.get(data)[1]);
    }
    all.machine();
    all.clicks();
    all.regression();
    all.counts();
    return all.ports;
  }

  /** A hundred rows of four columns: all of them a step, and a weaker penalty. */
  private void irises() {
    port(
        "iris",
        "LogisticRegression",
        () -> List.of(new LogisticRegression()),
        () ->
            new MiniBatchClassifier()
                .setRule("nesterov")
                .setMomentum(0.95)
                .setLearningRate(0.1)
                .setFullBatch(true)
                .setEpochs(1000)
                .setL2(0.001));
  }

  private void logistic(String data) {
    port(
        data,
        "LogisticRegression",
        () -> List.of(new LogisticRegression()),
        () ->
            new MiniBatchClassifier()
                .setLearningRate(0.05)
                .setSchedule("cosine")
                .setBatchSize(32)
                .setEpochs(100)
                .setL2(0.01));
  }

  /** The same objective on both sides, and the same optimum. */
  private void penalized(String data) {
    port(
        data,
        "LogisticRegression, regParam 0.01",
        () -> List.of(new LogisticRegression().setRegParam(0.01)),
        () ->
            new MiniBatchClassifier()
                .setRule("nesterov")
                .setMomentum(0.95)
                .setLearningRate(0.1)
                .setFullBatch(true)
                .setEpochs(1000)
                .setL2(0.01));
  }

  private void network(String data, int columns, int classes) {
    port(
        data,
        "StandardScaler, MultilayerPerceptronClassifier",
        () ->
            List.of(
                new StandardScaler()
                    .setWithMean(true)
                    .setInputCol("features")
                    .setOutputCol("scaled"),
                new MultilayerPerceptronClassifier()
                    .setFeaturesCol("scaled")
                    .setLayers(new int[] {columns, 32, classes})
                    .setSeed(1)),
        () ->
            new MiniBatchClassifier()
                .setLayers(32)
                .setActivation("tanh")
                .setLearningRate(0.01)
                .setSchedule("cosine")
                .setBatchSize(32)
                .setEpochs(60)
                .setL2(0.01));
  }

  private void machine() {
    port(
        "breast-cancer",
        "LinearSVC, regParam 0.01",
        () -> List.of(new LinearSVC().setRegParam(0.01)),
        () ->
            new MiniBatchClassifier()
                .setLoss("hinge")
                .setLearningRate(0.02)
                .setSchedule("cosine")
                .setBatchSize(32)
                .setEpochs(100)
                .setL2(0.01));
  }

  private void clicks() {
    port(
        "clicks",
        "LogisticRegression",
        () -> List.of(new LogisticRegression()),
        () ->
            new MiniBatchClassifier()
                .setScaling("none")
                .setRule("ftrl")
                .setLearningRate(0.5)
                .setRuleL1(0.5)
                .setBatchSize(64)
                .setEpochs(10));
  }

  private void regression() {
    port(
        "diabetes",
        "LinearRegression",
        () -> List.of(new LinearRegression()),
        () ->
            new MiniBatchRegressor()
                .setRule("nesterov")
                .setMomentum(0.95)
                .setLearningRate(0.1)
                .setFullBatch(true)
                .setEpochs(600));
  }

  private void counts() {
    port(
        "diabetes",
        "GeneralizedLinearRegression, family poisson",
        () -> List.of(new GeneralizedLinearRegression().setFamily("poisson")),
        () ->
            new MiniBatchRegressor()
                .setLoss("poisson")
                .setLearningRate(0.05)
                .setSchedule("cosine")
                .setFullBatch(true)
                .setEpochs(1500));
  }

  private void port(
      String data,
      String theirs,
      Supplier<List<PipelineStage>> program,
      Supplier<PipelineStage> ported) {
    ports.add(new Port(data, theirs, program, ported));
  }
}

package io.fallline.job.scoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.loss.Loss;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.ParameterLayout;
import io.fallline.data.loading.ScoringData;
import io.fallline.engine.ClusterWatchdog;
import io.fallline.model.ModelContent;
import io.fallline.store.ModelDirectory;
import io.fallline.store.WriteAccessCheck;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A model whose features are one vector, as {@code spark.ml} has them. */
public final class FittedModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TrainedModel model;
  private final ObjectNode manifest;
  private transient VectorScorer scorer;

  /**
   * @param manifest what its manifest tells of the training
   */
  public FittedModel(TrainedModel model, ObjectNode manifest) {
    this.model = model;
    this.manifest = manifest;
  }

  public ObjectNode manifest() {
    return manifest;
  }

  /**
   * @throws io.fallline.core.failure.Failure (data) if the directory is no whole model
   */
  public static FittedModel read(SparkSession session, String directory) {
    Path path = new Path(directory);
    ModelContent read = ModelDirectory.read(path, session.sparkContext().hadoopConfiguration());
    return new FittedModel(
        TrainedModel.of(path, read), TrainedModel.otherSections(read.manifest()));
  }

  /**
   * Empty if there is nothing of that name.
   *
   * @throws io.fallline.core.failure.Failure (data) if there is something, but no whole model
   */
  public static Optional<FittedModel> readIfAny(SparkSession session, String directory) {
    Path path = new Path(directory);
    return WriteAccessCheck.exists(path, session.sparkContext().hadoopConfiguration())
        ? Optional.of(read(session, directory))
        : Optional.empty();
  }

  /**
   * Writes a model directory, whole or not at all.
   *
   * @throws io.fallline.core.failure.Failure (files) if the path exists, or cannot be written
   */
  public void write(SparkSession session, String directory) {
    model.write(new Path(directory), session.sparkContext().hadoopConfiguration(), manifest);
  }

  public TrainedModel model() {
    return model;
  }

  /** How many features a row has. */
  public int features() {
    return model.network().inputs();
  }

  /** How many classes there are; 0 where a number is predicted. */
  public int classes() {
    return model.network().classes();
  }

  /** How many scores a row gets. */
  public int outputs() {
    return model.network().outputs();
  }

  /** False for losses whose scores are no probabilities of classes. */
  public boolean hasProbabilities() {
    return loss().hasProbabilities();
  }

  private Loss loss() {
    return model.network().createLoss();
  }

  /** Weights and biases of a model without hidden layers, for features as they come. */
  public LinearCoefficients coefficients() {
    return LinearCoefficients.of(model);
  }

  /** Scores rows in this process, whichever one the model has come to. */
  public VectorScorer scorer() {
    VectorScorer known = scorer;
    if (known == null) { // of two threads that come here first, each may make its own
      known =
          new VectorScorer(
              model, new VectorScorer.Here(ParameterLayout.float32(model.parameters())));
      scorer = known;
    }
    return known;
  }

  /** Scores rows on executors, to which the parameters go once. */
  public VectorScorer scorer(SparkSession session) {
    return new VectorScorer(
        model,
        new VectorScorer.Sent(
            JavaSparkContext.fromSparkContext(session.sparkContext())
                .broadcast(ParameterLayout.float32(model.parameters()))));
  }

  /**
   * Loss and metrics on labelled rows, whose columns are named as in training; NaN where one is not
   * defined.
   *
   * @param name how messages call the rows
   * @throws io.fallline.core.failure.Failure (data) if they cannot be used
   */
  public Map<String, Double> evaluate(SparkSession session, String name, Dataset<Row> rows) {
    return ClusterWatchdog.named(
        session.sparkContext(), "evaluate " + name, () -> evaluated(session, name, rows));
  }

  private Map<String, Double> evaluated(SparkSession session, String name, Dataset<Row> rows) {
    try (ScoringData data = ScoringData.of(session, name, rows, model.encoding())) {
      Evaluation evaluation = ScoringInput.evaluation(model, data, "evaluation");
      EvaluationMetrics report = new EvaluationMetrics(loss());
      Map<String, Double> found = new LinkedHashMap<>();
      found.put("loss", report.loss(evaluation));
      found.putAll(report.metrics(evaluation));
      return found;
    }
  }
}

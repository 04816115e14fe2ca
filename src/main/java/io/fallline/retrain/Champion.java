package io.fallline.retrain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.RetrainSection.GateData;
import io.fallline.core.failure.Failure;
import io.fallline.core.metric.Evaluation;
import io.fallline.data.loading.ScoringData;
import io.fallline.job.scoring.EvaluationMetrics;
import io.fallline.job.scoring.ScoringInput;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.job.training.NetworkSpecs;
import io.fallline.model.ModelContent;
import io.fallline.store.ModelDirectory;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The published model that a retraining starts from and is measured against. */
public final class Champion {
  private final Path path;
  private final Configuration hadoop;
  private final TrainedModel model;
  private final ObjectNode manifest;

  private Champion(Path path, Configuration hadoop, TrainedModel model, ObjectNode manifest) {
    this.path = path;
    this.hadoop = hadoop;
    this.model = model;
    this.manifest = manifest;
  }

  /**
   * @throws Failure (data) if the directory is no whole model
   */
  public static Champion read(Path path, Configuration hadoop) {
    ModelContent directory = ModelDirectory.read(path, hadoop);
    return new Champion(path, hadoop, TrainedModel.of(path, directory), directory.manifest());
  }

  Path path() {
    return path;
  }

  TrainedModel model() {
    return model;
  }

  ObjectNode manifest() {
    return manifest;
  }

  /** What it knows the data up to. */
  SourceWatermark watermark() {
    return ModelDirectory.file(path, hadoop, SourceWatermark.FILE)
        .map(bytes -> SourceWatermark.read(path.toString(), bytes))
        .orElse(SourceWatermark.NONE);
  }

  /** What its rule remembered in the end, if that was kept. */
  Optional<PublishedOptimizerState> memory() {
    return manifest.path(PublishedOptimizerState.SECTION) instanceof ObjectNode facts
        ? Optional.of(
            new PublishedOptimizerState(
                facts, ModelDirectory.tensors(path, hadoop, PublishedOptimizerState.FILE)))
        : Optional.empty();
  }

  /** A file of its directory. */
  Optional<byte[]> file(String name) {
    return ModelDirectory.file(path, hadoop, name);
  }

  /**
   * How it fares on what a retraining holds out.
   *
   * @throws Failure (data) if it cannot take those rows: its label is another, a column that it
   *     needs is gone, a class has come that it does not know
   */
  public HeldOutMetrics measure(
      SparkSession session, JobConfiguration job, NewRows rows, GateData on) {
    String label = model.encoding().label();
    if (!label.equals(job.data().label())) {
      throw Failure.data("it was trained on the label " + label + ", not on " + job.data().label());
    }
    try (ScoringData data =
        ScoringData.heldOut(session, rows.spec(), HeldOutMetrics.split(on), model.encoding())) {
      Evaluation evaluation = ScoringInput.evaluation(model, data, "evaluation of the champion");
      return HeldOutMetrics.of(new EvaluationMetrics(NetworkSpecs.loss(job.model())), evaluation);
    }
  }
}

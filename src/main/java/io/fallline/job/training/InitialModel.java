package io.fallline.job.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.JobConfiguration;
import io.fallline.data.DataSpec;
import io.fallline.data.DataSpec.Known;
import io.fallline.job.scoring.FittedModel;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.model.ModelContent;
import io.fallline.store.ModelDirectory;
import io.fallline.store.WriteAccessCheck;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A model to start from, if there is one. One that the configuration names is read once, when it is
 * first asked for.
 */
public final class InitialModel {
  /** There is none. */
  static final InitialModel NONE = new InitialModel(Optional.empty(), null, null, null);

  private final Optional<String> path;
  private final Configuration hadoop;
  private TrainedModel model;
  private ObjectNode manifest;

  private InitialModel(
      Optional<String> path, Configuration hadoop, TrainedModel model, ObjectNode manifest) {
    this.path = path;
    this.hadoop = hadoop;
    this.model = model;
    this.manifest = manifest;
  }

  /** The one that {@code model.initial} says. */
  public static InitialModel configured(JobConfiguration job, Configuration hadoop) {
    return new InitialModel(job.model().initial(), hadoop, null, null);
  }

  /** One that is at hand. */
  static InitialModel of(FittedModel fitted) {
    return new InitialModel(Optional.empty(), null, fitted.model(), fitted.manifest());
  }

  /** How messages call it. */
  String name() {
    return path.orElse("the model");
  }

  /**
   * @throws io.fallline.core.failure.Failure (data) if the directory is no whole model
   */
  Optional<TrainedModel> model() {
    if (model == null && path.isPresent()) {
      Path directory = new Path(path.get());
      ModelContent read = ModelDirectory.read(directory, hadoop);
      model = TrainedModel.of(directory, read);
      manifest = read.manifest();
    }
    return Optional.ofNullable(model);
  }

  /** What its manifest says of it, once {@link #model} has been asked for. */
  Optional<ObjectNode> manifest() {
    return model().map(read -> manifest);
  }

  /** The same rows with its classes and categories. */
  public DataSpec known(DataSpec rows) {
    return model()
        .map(known -> rows.knowing(new Known(known.encoding(), "model.initial = null")))
        .orElse(rows);
  }

  /**
   * The same for a training that may go on from a checkpoint: that one can do without a model that
   * has been removed since.
   */
  public DataSpec known(DataSpec rows, Optional<Resumption> resumption) {
    return isDispensable(resumption) ? rows : known(rows);
  }

  /** Whether the model is gone, and a checkpoint has what came of it. */
  boolean isDispensable(Optional<Resumption> resumption) {
    return resumption.isPresent()
        && model == null
        && path.isPresent()
        && !WriteAccessCheck.exists(new Path(path.get()), hadoop);
  }
}

package io.fallline.job;

import io.fallline.data.DataSpec;
import io.fallline.data.DataSpec.Known;
import io.fallline.job.configuration.JobConfiguration;
import io.fallline.store.Access;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A model to start from, if there is one. One that the configuration names is read once, when it is
 * first asked for.
 */
final class InitialModel {
  /** There is none. */
  static final InitialModel NONE = new InitialModel(Optional.empty(), null, null);

  private final Optional<String> path;
  private final Configuration hadoop;
  private TrainedModel model;

  private InitialModel(Optional<String> path, Configuration hadoop, TrainedModel model) {
    this.path = path;
    this.hadoop = hadoop;
    this.model = model;
  }

  /** The one that {@code model.initial} says. */
  static InitialModel configured(JobConfiguration job, Configuration hadoop) {
    return new InitialModel(job.model().initial(), hadoop, null);
  }

  /** One that is at hand. */
  static InitialModel of(TrainedModel model) {
    return new InitialModel(Optional.empty(), null, model);
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
      model = TrainedModel.read(new Path(path.get()), hadoop);
    }
    return Optional.ofNullable(model);
  }

  /** The same rows with its classes and categories. */
  DataSpec known(DataSpec rows) {
    return model()
        .map(known -> rows.knowing(new Known(known.encoding(), "model.initial = null")))
        .orElse(rows);
  }

  /**
   * The same for a training that may go on from a checkpoint: that one can do without a model that
   * has been removed since.
   */
  DataSpec known(DataSpec rows, Optional<Resumption> resumption) {
    return isDispensable(resumption) ? rows : known(rows);
  }

  /** Whether the model is gone, and a checkpoint has what came of it. */
  boolean isDispensable(Optional<Resumption> resumption) {
    return resumption.isPresent()
        && model == null
        && path.isPresent()
        && !Access.exists(new Path(path.get()), hadoop);
  }
}

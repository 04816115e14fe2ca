package io.fallline.retrain;

import io.fallline.core.failure.Failure;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.RegisteredModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A request to a registry.
 *
 * @param registry its directory
 * @param model empty: the only one
 * @param version empty: the champion
 */
public record ModelsRequest(String registry, Optional<String> model, OptionalInt version) {

  /**
   * The model, or all.
   *
   * @throws Failure (data) if there is no such model
   */
  List<RegisteredModel> models(Configuration hadoop) {
    ModelRegistry there = registry(hadoop);
    return model.isPresent()
        ? List.of(there.existing(model.get()))
        : there.models().stream().map(there::existing).toList();
  }

  /**
   * The model, or the only one.
   *
   * @throws Failure (data) if there is none; (command line) if there are several
   */
  RegisteredModel one(Configuration hadoop) {
    List<RegisteredModel> models = models(hadoop);
    if (models.isEmpty()) {
      throw nothingThere();
    }
    if (models.size() > 1) {
      List<String> names = models.stream().map(RegisteredModel::name).toList();
      throw Failure.commandLine(
          registry + " has several models: --model " + String.join(", --model ", names));
    }
    return models.get(0);
  }

  Failure nothingThere() {
    return Failure.data(
        registry + ": there are no models, expected a registry that a retraining has published to");
  }

  private ModelRegistry registry(Configuration hadoop) {
    return new ModelRegistry(new Path(registry), hadoop);
  }
}

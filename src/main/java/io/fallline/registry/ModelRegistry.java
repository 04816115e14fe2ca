package io.fallline.registry;

import io.fallline.core.failure.Failure;
import io.fallline.store.Subdirectories;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A directory of models, each with its versions. */
public record ModelRegistry(Path directory, Configuration configuration) {
  /** The names of its models, sorted. */
  public List<String> models() {
    return Subdirectories.names(directory, configuration).stream()
        .filter(name -> VersionLog.isModelName(name) && hasLog(model(name)))
        .sorted()
        .toList();
  }

  /**
   * A model that may be there or not.
   *
   * @throws Failure (command line) if a model cannot have such a name
   */
  public RegisteredModel model(String name) {
    if (!VersionLog.isModelName(name)) {
      throw Failure.commandLine(
          "the model's name is \"" + name + "\", expected " + VersionLog.MODEL_NAME);
    }
    return new RegisteredModel(new Path(directory, name), configuration);
  }

  /**
   * A model that is there.
   *
   * @throws Failure (data) if it is not
   */
  public RegisteredModel existing(String name) {
    RegisteredModel model = model(name);
    if (!hasLog(model)) {
      List<String> there = models();
      throw Failure.data(
          "%s: has no model %s%s",
          directory,
          name,
          there.isEmpty()
              ? ", nor any other; expected the registry that a retraining has published to"
              : ", expected one of " + String.join(", ", there));
    }
    return model;
  }

  /** Without a look into it, as it may be damaged. */
  private static boolean hasLog(RegisteredModel model) {
    return model.log().entries().newest() > 0;
  }
}

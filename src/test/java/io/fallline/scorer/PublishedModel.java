package io.fallline.scorer;

import io.fallline.registry.ModelRegistry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegisteredModel.StateChange;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;

/** Models in a registry that nobody trained. */
public final class PublishedModel {
  private PublishedModel() {}

  /**
   * Makes a model the champion.
   *
   * @return its directory
   */
  public static Path champion(Path registry, String name, ModelCase model) {
    RegisteredModel registered =
        new ModelRegistry(new org.apache.hadoop.fs.Path(registry.toString()), new Configuration())
            .model(name);
    int number = registered.state().lastNumber() + 1;
    ModelVersion version =
        new ModelVersion(
            number, registered.newDirectory(number, 1), "", Instant.EPOCH, null, "loss is 0.5");
    Path directory = Path.of(registered.path(version).toUri().getPath());
    model.write(directory, "portable");
    registered.change(
        "me",
        head ->
            new StateChange(
                "promoted", "", head.state().published(version).promoted(number).pruned(1)));
    return directory;
  }
}

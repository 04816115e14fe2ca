package io.fallline.registry;

import io.fallline.core.failure.Failure;
import io.fallline.model.NumberedLog;
import java.nio.file.Path;
import java.util.function.Function;

/** A registry of this machine, read where there is neither Spark nor Hadoop. */
public record ChampionLookup(Path directory) {
  /**
   * Reads the champion of a model.
   *
   * @param reading makes something of the champion's model directory
   * @throws Failure (data) if there is no such model, or it has no champion; whatever the reading
   *     throws
   */
  public <T> T champion(String model, Function<Path, T> reading) {
    if (!VersionLog.isModelName(model)) {
      throw Failure.data(
          "the model's name is \"" + model + "\", expected " + VersionLog.MODEL_NAME);
    }
    Path home = directory.resolve(model);
    VersionLog log =
        new VersionLog(home.toString(), NumberedLog.local(home.resolve(VersionLog.LOG)));
    return log.read(
        0,
        version -> reading.apply(home.resolve(VersionLog.VERSIONS).resolve(version.directory())));
  }
}

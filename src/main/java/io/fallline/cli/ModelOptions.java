package io.fallline.cli;

import io.fallline.job.scoring.ModelReference;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name a trained model. */
final class ModelOptions {
  @Option(
      names = "--model",
      required = true,
      converter = ModelText.class,
      paramLabel = "DIR",
      description =
          "A model directory; or registry:NAME, the champion of a registry, registry:NAME@7, a version of it.")
  private String model;

  @Option(
      names = "--registry",
      converter = PathOptionConverter.class,
      paramLabel = "DIR",
      description = "The registry that registry:NAME is in.")
  private String registry;

  ModelReference reference() {
    return new ModelReference(model, Optional.ofNullable(registry));
  }

  /** A model of a registry has a name with a colon, which is no path. */
  static final class ModelText extends PathOptionConverter {
    @Override
    public String convert(String text) {
      return text.startsWith("registry:") ? text : super.convert(text);
    }
  }
}

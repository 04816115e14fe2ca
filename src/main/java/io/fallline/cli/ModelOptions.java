package io.fallline.cli;

import io.fallline.cli.JobCommand.PathOptionConverter;
import io.fallline.configuration.ScoringSettings;
import io.fallline.job.scoring.ModelReference;
import io.fallline.job.scoring.ScoringRequest;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
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

  /** The options of commands that score rows with a model. */
  static final class ScoringOptions {
    @Mixin private ModelOptions model;

    @Option(
        names = "--data",
        required = true,
        paramLabel = "PATH",
        description =
            "Rows, in the format of the model's training data unless --set data.format says otherwise.")
    private List<String> data;

    ScoringRequest request(CommonOptions options) {
      ScoringSettings settings = ScoringSettings.of(options.settings);
      return new ScoringRequest(model.reference(), data, settings.format(), settings.options());
    }
  }
}

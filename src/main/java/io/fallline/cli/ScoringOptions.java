package io.fallline.cli;

import io.fallline.configuration.ScoringSettings;
import io.fallline.job.scoring.ScoringRequest;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that score rows with a model. */
final class ScoringOptions {
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

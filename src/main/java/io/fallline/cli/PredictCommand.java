package io.fallline.cli;

import io.fallline.cli.JobCommand.PathOptionConverter;
import io.fallline.cli.ModelOptions.ScoringOptions;
import io.fallline.job.scoring.Predict;
import io.fallline.job.scoring.ScoringRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code predict}. */
@Command(
    name = "predict",
    description = "Writes the rows of the data with what a model predicts for each, as Parquet.")
final class PredictCommand extends JobCommand {
  @Mixin private ScoringOptions scoring;

  @Option(
      names = "--output",
      required = true,
      converter = PathOptionConverter.class,
      paramLabel = "PATH",
      description = "A directory that does not exist.")
  private String output;

  @Override
  public Integer call() {
    ScoringRequest request = scoring.request(options);
    return print(inSession("predict", spark -> Predict.run(spark, request, output, terminal())));
  }
}

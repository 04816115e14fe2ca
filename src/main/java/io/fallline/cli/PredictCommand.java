package io.fallline.cli;

import io.fallline.job.CommandResult;
import io.fallline.job.Predict;
import io.fallline.job.ScoringRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code predict}. */
@Command(
    name = "predict",
    description = "Writes the rows of the data with what a model predicts for each, as Parquet.")
final class PredictCommand implements Callable<Integer> {
  @ParentCommand private Fallline program;
  @Mixin private CommonOptions options;
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
    try (Session session = Session.open("predict", options)) {
      CommandResult result =
          Predict.run(session.spark(), request, output, new Terminal(program.err(), options.quiet));
      CommandPrinter.print(program, options, result);
    }
    return ExitCode.DONE;
  }
}

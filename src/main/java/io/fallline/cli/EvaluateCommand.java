package io.fallline.cli;

import io.fallline.cli.ModelOptions.ScoringOptions;
import io.fallline.job.scoring.Evaluate;
import io.fallline.job.scoring.ScoringRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code evaluate}. */
@Command(name = "evaluate", description = "Metrics of a model on labelled data.")
final class EvaluateCommand extends JobCommand {
  @Mixin private ScoringOptions scoring;

  @Override
  public Integer call() {
    ScoringRequest request = scoring.request(options);
    return print(inSession("evaluate", spark -> Evaluate.run(spark, request, terminal())));
  }
}

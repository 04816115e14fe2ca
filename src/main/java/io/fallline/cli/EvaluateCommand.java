package io.fallline.cli;

import io.fallline.job.CommandResult;
import io.fallline.job.Evaluate;
import io.fallline.job.ScoringRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code evaluate}. */
@Command(name = "evaluate", description = "Metrics of a model on labelled data.")
final class EvaluateCommand implements Callable<Integer> {
  @ParentCommand private Fallline program;
  @Mixin private CommonOptions options;
  @Mixin private ScoringOptions scoring;

  @Override
  public Integer call() {
    ScoringRequest request = scoring.request(options);
    try (Session session = Session.open("evaluate", options)) {
      CommandResult result =
          Evaluate.run(session.spark(), request, new Terminal(program.err(), options.quiet));
      CommandPrinter.print(program, options, result);
    }
    return ExitCode.DONE;
  }
}

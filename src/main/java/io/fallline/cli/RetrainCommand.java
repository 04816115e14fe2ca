package io.fallline.cli;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.WarmUp;
import io.fallline.retrain.Retrain;
import io.fallline.retrain.RetrainResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code retrain}. */
@Command(
    name = "retrain",
    description =
        "Trains on what is new, from the champion of a registry, publishes the result, and makes it the champion if it"
            + " passes the gate (the exit code is 20 if not). For schedulers: --set retrain.runKey=KEY, and a second run for the key does nothing.")
final class RetrainCommand implements Callable<Integer> {
  @ParentCommand private Fallline program;
  @Mixin private CommonOptions options;
  @Mixin private ConfigurationOption configuration;

  @Override
  public Integer call() {
    JobConfiguration job = ConfigurationFile.load(configuration.file, options.settings);
    try (SignalTermination termination = new SignalTermination(program.err());
        WarmUp warmUp = WarmUp.begin(job);
        Session session = Session.open(job.name(), options)) {
      Terminal terminal = new Terminal(program.err(), options.quiet);
      RetrainResult retrained = Retrain.run(session.spark(), job, terminal, warmUp, termination);
      CommandPrinter.print(program, options, retrained.result());
      return retrained.ending() == RetrainResult.Ending.PUBLISHED ? ExitCode.GATE : ExitCode.DONE;
    }
  }
}

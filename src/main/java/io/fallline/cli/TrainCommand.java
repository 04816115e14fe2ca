package io.fallline.cli;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.CommandResult;
import io.fallline.job.Train;
import io.fallline.job.WarmUp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code train}. */
@Command(
    name = "train",
    description = "Trains a model; a run directory is the result.",
    footerHeading = "%n",
    modelTransformer = ComponentHelp.class)
final class TrainCommand implements Callable<Integer> {
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
      CommandResult result = Train.run(session.spark(), job, terminal, warmUp, termination);
      CommandPrinter.print(program, options, result);
    }
    return ExitCode.DONE;
  }
}

package io.fallline.cli;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.Check;
import io.fallline.job.CommandResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code check}. */
@Command(
    name = "check",
    description =
        "Finds out what can be wrong before training: configuration, paths, permissions, schema, data, gradient, memory."
            + " Trains nothing.")
final class CheckCommand implements Callable<Integer> {
  @ParentCommand private Fallline program;
  @Mixin private CommonOptions options;
  @Mixin private ConfigurationOption configuration;

  @Override
  public Integer call() {
    JobConfiguration job = ConfigurationFile.load(configuration.file, options.settings);
    try (Session session = Session.open(job.name(), options)) {
      CommandResult result = Check.run(session.spark(), job);
      CommandPrinter.print(program, options, result);
    }
    return ExitCode.DONE;
  }
}

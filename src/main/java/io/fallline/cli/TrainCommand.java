package io.fallline.cli;

import io.fallline.cli.JobCommand.ConfigurationOption;
import io.fallline.configuration.ConfigurationHelp;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.training.Train;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code train}. */
@Command(
    name = "train",
    description = "Trains a model; a run directory is the result.",
    footerHeading = "%n",
    modelTransformer = TrainCommand.SettingsFooter.class)
final class TrainCommand extends JobCommand {
  @Mixin private ConfigurationOption configuration;

  @Override
  public Integer call() {
    JobConfiguration job = job(configuration);
    return print(
        training(
            job,
            (spark, console, warmUp, termination) ->
                Train.run(spark, job, console, warmUp, termination)));
  }

  /** Puts what a configuration can name, and every default, below the help. */
  static final class SettingsFooter implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      command
          .usageMessage()
          .helpFactory(
              (spec, colors) -> { // a training that runs does without
                spec.usageMessage().footer(lines());
                return new Help(spec, colors);
              });
      return command;
    }

    private static String[] lines() {
      return ConfigurationHelp.lines().stream()
          .map(line -> line.replace("%", "%%").replace("@|", "@ |"))
          .toArray(String[]::new);
    }
  }
}

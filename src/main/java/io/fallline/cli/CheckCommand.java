package io.fallline.cli;

import io.fallline.cli.JobCommand.ConfigurationOption;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.training.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code check}. */
@Command(
    name = "check",
    description =
        "Finds out what can be wrong before training: configuration, paths, permissions, schema, data, gradient, memory."
            + " Trains nothing.")
final class CheckCommand extends JobCommand {
  @Mixin private ConfigurationOption configuration;

  @Override
  public Integer call() {
    JobConfiguration job = job(configuration);
    return print(inSession(job.name(), spark -> Check.run(spark, job)));
  }
}

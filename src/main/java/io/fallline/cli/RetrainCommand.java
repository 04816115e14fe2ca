package io.fallline.cli;

import io.fallline.cli.JobCommand.ConfigurationOption;
import io.fallline.configuration.JobConfiguration;
import io.fallline.retrain.Retrain;
import io.fallline.retrain.RetrainResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code retrain}. */
@Command(
    name = "retrain",
    description =
        "Trains on what is new, from the champion of a registry, publishes the result, and makes it the champion if it"
            + " passes the gate (the exit code is 20 if not). For schedulers: --set retrain.runKey=KEY, and a second run for the key does nothing.")
final class RetrainCommand extends JobCommand {
  @Mixin private ConfigurationOption configuration;

  @Override
  public Integer call() {
    JobConfiguration job = job(configuration);
    RetrainResult retrained =
        training(
            job,
            (spark, console, warmUp, termination) ->
                Retrain.run(spark, job, console, warmUp, termination));
    int done = print(retrained.result());
    return retrained.ending() == RetrainResult.Ending.PUBLISHED ? ExitStatus.GATE : done;
  }
}

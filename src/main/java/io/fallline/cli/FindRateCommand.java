package io.fallline.cli;

import io.fallline.cli.JobCommand.ConfigurationOption;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.job.tuning.FindRate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code find-rate}. */
@Command(
    name = "find-rate",
    description =
        "Finds a learning rate for the configured rule: trains some steps at each of several rates, and draws the losses."
            + " Keeps no model.")
final class FindRateCommand extends JobCommand {
  private static final int FEWEST_STEPS = 10;
  private static final int MOST_STEPS = 10_000;

  @Mixin private ConfigurationOption configuration;

  @Option(
      names = "--from",
      paramLabel = "RATE",
      defaultValue = "1e-10",
      description = "No lower rate is tried; default: ${DEFAULT-VALUE}.")
  private double from;

  @Option(
      names = "--to",
      paramLabel = "RATE",
      defaultValue = "1e10",
      description = "No higher rate is tried; default: ${DEFAULT-VALUE}.")
  private double to;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "70",
      description = "At each rate; default: ${DEFAULT-VALUE}.")
  private int steps;

  @Override
  public Integer call() {
    if (!(from > 0 && from < to && to < Double.POSITIVE_INFINITY)) {
      throw Failure.commandLine(
          "--from is " + from + " and --to " + to + ", expected 0 < from < to");
    }
    if (steps < FEWEST_STEPS || steps > MOST_STEPS) {
      throw Failure.commandLine(
          "--steps is " + steps + ", expected " + FEWEST_STEPS + " to " + MOST_STEPS);
    }
    JobConfiguration job = job(configuration);
    FindRate.Rates rates = new FindRate.Rates(from, to, steps);
    return print(inSession(job.name(), spark -> FindRate.run(spark, job, rates, terminal())));
  }
}

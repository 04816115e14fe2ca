package io.fallline.cli;

import io.fallline.cli.JobCommand.ConfigurationOption;
import io.fallline.configuration.Variations;
import io.fallline.configuration.Variations.Variation;
import io.fallline.job.tuning.RunComparison;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code compare}. */
@Command(
    name = "compare",
    description =
        "Trains once with each value of some settings, on the same shards: a table, a picture, and the configuration of"
            + " the best.")
final class CompareCommand extends JobCommand {
  @Mixin private ConfigurationOption configuration;

  @Option(
      names = "--vary",
      required = true,
      paramLabel = "KEY=A,B,…",
      description =
          "Values of a setting, over that of the file; given several times, every combination. Several settings at a time:"
              + " --vary 'optimizer={rule=sgd,learningRate=0.1},{rule=adam,learningRate=0.001}'.")
  private List<String> varied = new ArrayList<>();

  @Override
  public Integer call() {
    List<Variation> variations = Variations.load(configuration.file, options.settings, varied);
    return print(
        training(
            variations.get(0).job(),
            (spark, console, warmUp, termination) ->
                RunComparison.run(spark, variations, console, warmUp, termination)));
  }
}

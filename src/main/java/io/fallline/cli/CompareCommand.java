package io.fallline.cli;

import io.fallline.configuration.Variations;
import io.fallline.configuration.Variations.Variation;
import io.fallline.job.CommandResult;
import io.fallline.job.RunComparison;
import io.fallline.job.WarmUp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code compare}. */
@Command(
    name = "compare",
    description =
        "Trains once with each value of some settings, on the same shards: a table, a picture, and the configuration of"
            + " the best.")
final class CompareCommand implements Callable<Integer> {
  @ParentCommand private Fallline program;
  @Mixin private CommonOptions options;
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
    try (SignalTermination termination = new SignalTermination(program.err());
        WarmUp warmUp = WarmUp.begin(variations.get(0).job());
        Session session = Session.open(variations.get(0).job().name(), options)) {
      Terminal terminal = new Terminal(program.err(), options.quiet);
      CommandResult result =
          RunComparison.run(session.spark(), variations, terminal, warmUp, termination);
      CommandPrinter.print(program, options, result);
    }
    return ExitCode.DONE;
  }
}

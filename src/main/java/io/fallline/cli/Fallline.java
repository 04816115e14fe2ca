package io.fallline.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: the list of its commands, and what they share. */
@Command(
    name = "fallline",
    description = "Mini-batch gradient descent on Apache Spark.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Fallline.Version.class,
    footer = {
      "",
      "fallline COMMAND --help lists a command's options; that of train has every setting of a configuration too.",
      "local.sh and submit.sh also take --packages GROUP:ARTIFACT:VERSION,…, --jars FILE,… and --conf KEY=VALUE, as",
      "spark-submit does: for sources that Spark does not bring, such as avro, delta, iceberg, and drivers of jdbc.",
      "Exit codes: 0 done, 64 wrong command line, 78 wrong configuration, 65 bad data or model, 70 training failed,",
      "74 a file system said no, 75 try again later; retrain: 20 published, but the gate did not pass."
    })
final class Fallline implements Runnable {
  /** By their names, in the order of the help. */
  static final List<Map.Entry<String, Class<? extends JobCommand>>> COMMANDS =
      List.of(
          Map.entry("train", TrainCommand.class),
          Map.entry("evaluate", EvaluateCommand.class),
          Map.entry("predict", PredictCommand.class),
          Map.entry("init", InitCommand.class),
          Map.entry("check", CheckCommand.class),
          Map.entry("find-rate", FindRateCommand.class),
          Map.entry("compare", CompareCommand.class),
          Map.entry("paths", PathsCommand.class),
          Map.entry("report", ReportCommand.class),
          Map.entry("export", ExportCommand.class),
          Map.entry("retrain", RetrainCommand.class),
          Map.entry("models", ModelsCommand.class));

  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec spec;

  Fallline(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * The command line that can read these words. It knows one command alone where they begin with
   * it: picocli collects options by reflection, and those of all twelve delay the start.
   */
  static CommandLine commandLine(List<String> words, PrintStream out, PrintStream err) {
    CommandLine commandLine = new CommandLine(new Fallline(out, err));
    List<String> first = words.stream().limit(1).toList();
    boolean begins = COMMANDS.stream().anyMatch(command -> first.contains(command.getKey()));
    COMMANDS.stream()
        .filter(command -> !begins || first.contains(command.getKey()))
        .forEach(
            command ->
                commandLine.addSubcommand(command.getKey(), new CommandLine(command.getValue())));
    return commandLine;
  }

  /** Where a command's result goes, and nothing else. */
  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  @Override
  public void run() {
    throw missingCommand(spec);
  }

  static ParameterException missingCommand(CommandSpec spec) {
    return new ParameterException(
        spec.commandLine(),
        "a command is missing, expected one of " + String.join(" ", spec.subcommands().keySet()));
  }

  /** As the jar's manifest has it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Fallline.class.getPackage().getImplementationVersion();
      return new String[] {"fallline " + Optional.ofNullable(version).orElse("(not from a jar)")};
    }
  }
}

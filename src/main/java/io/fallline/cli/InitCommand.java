package io.fallline.cli;

import io.fallline.cli.JobCommand.PathOptionConverter;
import io.fallline.configuration.ScoringSettings;
import io.fallline.core.failure.Failure;
import io.fallline.job.draft.Init;
import io.fallline.job.draft.Init.InitRequest;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code init}. */
@Command(
    name = "init",
    description =
        "Looks at a table and writes a commented configuration that trains: what is a feature and how, what is"
            + " missing, which loss fits the label. --set data.options.NAME=VALUE says how the rows are to be read.")
final class InitCommand extends JobCommand {
  @Option(
      names = "--data",
      required = true,
      converter = PathOptionConverter.class,
      paramLabel = "PATH",
      description = "Rows to train on; may be given several times.")
  private List<String> data;

  @Option(
      names = "--label",
      required = true,
      paramLabel = "COLUMN",
      description = "The column to predict; of csv without a header _c0, _c1, ….")
  private String label;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "csv, json, parquet, orc, libsvm, or any Spark source that is installed; default: by the files' names.")
  private Optional<String> format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "A file that does not exist; default: the data's name with .conf, in the working directory.")
  private Optional<String> output;

  @Override
  public Integer call() {
    ScoringSettings settings =
        ScoringSettings.of(
            options.settings, "init decides the others, which are yours to edit then");
    if (format.isPresent() && settings.format().isPresent()) {
      throw Failure.commandLine("--format and --set data.format are the same, expected one");
    }
    InitRequest request =
        new InitRequest(data, label, format.or(settings::format), settings.options(), output);
    return print(inSession("init", spark -> Init.run(spark, request)));
  }
}

package io.fallline.cli;

import io.fallline.cli.JobCommand.PathOptionConverter;
import io.fallline.job.monitoring.ReportJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code report}. */
@Command(
    name = "report",
    description =
        "Writes the HTML report and the TensorBoard events of a run again, from the files in its directory.")
final class ReportCommand extends JobCommand {
  @Option(
      names = "--run",
      required = true,
      converter = PathOptionConverter.class,
      paramLabel = "DIR",
      description = "A run's directory, as train leaves it.")
  private String run;

  @Override
  public Integer call() {
    options.requireNoSettings("report");
    return print(ReportJob.run(Session.files(options), run));
  }
}

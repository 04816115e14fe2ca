package io.fallline.cli;

import io.fallline.job.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code report}. */
@Command(
    name = "report",
    description =
        "Writes the HTML report and the TensorBoard events of a run anew, from the files in its directory.")
final class ReportCommand implements Callable<Integer> {
  @ParentCommand private Fallline program;
  @Mixin private CommonOptions options;

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
    CommandPrinter.print(program, options, Report.run(Session.files(options), run));
    return ExitCode.DONE;
  }
}

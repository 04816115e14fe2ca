package io.fallline.cli;

import io.fallline.cli.JobCommand.PathOptionConverter;
import io.fallline.job.scoring.Export;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code export}. */
@Command(name = "export", description = "Writes a model for other runtimes.")
final class ExportCommand extends JobCommand {
  @Mixin private ModelOptions model;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME",
      description =
          "onnx: scaling, categories and network in one graph, for ONNX Runtime and others.")
  private String format;

  @Option(
      names = "--output",
      required = true,
      converter = PathOptionConverter.class,
      paramLabel = "FILE",
      description = "A file that does not exist.")
  private String output;

  @Override
  public Integer call() {
    options.requireNoSettings("export");
    Export.Format known = Export.Format.named(format);
    return print(Export.run(Session.files(options), model.reference(), known, output));
  }
}

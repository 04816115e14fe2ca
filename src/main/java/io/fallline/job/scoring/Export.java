package io.fallline.job.scoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.core.setting.NameSuggestion;
import io.fallline.job.CommandResult;
import io.fallline.model.Fingerprint;
import io.fallline.onnx.OnnxModel;
import io.fallline.report.ReportJson;
import io.fallline.store.NewFile;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A trained model as a file for other runtimes. */
public final class Export {
  /** What kind of file. */
  public enum Format {
    ONNX;

    /**
     * @throws Failure (command line) if there is none of that name
     */
    public static Format named(String name) {
      List<String> names = Arrays.stream(values()).map(Format::word).toList();
      if (!names.contains(name)) {
        throw Failure.commandLine(
            "--format %s is not a format%s (there is %s)",
            name, NameSuggestion.didYouMean(name, names), String.join(", ", names));
      }
      return values()[names.indexOf(name)];
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Export() {}

  /**
   * @param output must not exist
   * @throws Failure (data) if the model cannot be used, or not be said in that format; (files) if
   *     the output exists or cannot be written
   */
  public static CommandResult run(
      Configuration hadoop, ModelReference reference, Format format, String output) {
    Path target = new Path(output);
    NewFile.requireFree(target, hadoop);
    ModelReference.Found<TrainedModel> found =
        reference.found(hadoop, path -> TrainedModel.read(path, hadoop));
    TrainedModel model = found.content();
    byte[] file =
        switch (format) {
          case ONNX ->
              OnnxModel.bytes(
                  reference.name(),
                  model.network(),
                  model.parameters(),
                  model.encoding(),
                  Map.of("parametersSha256", Fingerprint.parametersSha256(model.parameters())));
        };
    NewFile.write(target, hadoop, file);
    ObjectNode json = ReportJson.object();
    json.put("model", reference.name());
    found.version().ifPresent(number -> json.put("version", number));
    json.put("output", output).put("format", format.word()).put("bytes", file.length);
    return new CommandResult(
        ReportJson.pretty(json), output + ": " + file.length + " bytes of " + format.word() + "\n");
  }
}

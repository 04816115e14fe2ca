package io.fallline.report;

import static io.fallline.report.ReadableNumbers.significant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The loss and metrics of a model on labelled rows.
 *
 * @param model as it was named
 * @param version of a registry's model; empty of a directory
 * @param metrics by name, in this order; NaN where one is not defined
 * @param confusion its {@code test} matrix is theirs; null for regression, and of more than 1,000
 *     classes
 */
public record EvaluationSummary(
    String model,
    OptionalInt version,
    long rows,
    double loss,
    Map<String, Double> metrics,
    Summary.Confusion confusion) {
  public EvaluationSummary {
    metrics = new LinkedHashMap<>(metrics);
  }

  /** For a program, and for a person to read too. */
  public byte[] toJson() {
    ObjectNode json = ReportJson.object();
    json.put("model", model);
    version.ifPresent(number -> json.put("version", number));
    json.put("rows", rows);
    ReportJson.put(json, "loss", loss);
    ReportJson.putAll(json.putObject("metrics"), metrics);
    if (confusion != null) {
      ObjectNode matrix = json.putObject("confusion");
      confusion.classes().forEach(matrix.putArray("classes")::add);
      matrix.set("matrix", ReportJson.tree(confusion.test()));
    }
    return ReportJson.pretty(json).getBytes(StandardCharsets.UTF_8);
  }

  /** For the terminal, each line with its line break. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(rows).append(" rows  loss ").append(significant(loss)).append('\n');
    metrics.forEach(
        (name, value) ->
            text.append(Double.isFinite(value) ? name + " " + significant(value) + "\n" : ""));
    return text.toString();
  }
}

package io.fallline.report.tuning;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.report.ReportJson;
import io.fallline.report.Summary;

/** The JSON of a comparison: {@code comparison.json}, which is also what {@code --json} prints. */
public final class ComparisonJson {
  private ComparisonJson() {}

  /** One object, with its line break. */
  public static String of(Comparison comparison) {
    ObjectNode json = ReportJson.object();
    json.put("name", comparison.name()).put("comparison", comparison.directory());
    json.putObject("rankedBy")
        .put("score", comparison.criterion().score())
        .put("part", comparison.criterion().part())
        .put("higherIsBetter", comparison.criterion().higherIsBetter());
    json.put("rows", comparison.rows()).put("shards", comparison.shards());
    json.put("planned", comparison.planned());
    comparison.warnings().forEach(json.putArray("warnings")::add);
    comparison
        .winner()
        .ifPresentOrElse(
            winner -> {
              ObjectNode node = json.putObject("winner");
              node.put("run", winner.run())
                  .put("configuration", comparison.path(Comparison.WINNER));
              winner.values().forEach(node.putObject("values")::put);
            },
            () -> json.putNull("winner"));
    ArrayNode runs = json.putArray("runs");
    for (int i = 0; i < comparison.contestants().size(); i++) {
      add(runs.addObject(), i + 1, comparison.contestants().get(i));
    }
    json.put("page", comparison.path(Comparison.PAGE));
    json.put("picture", comparison.path(Comparison.PICTURE));
    return ReportJson.pretty(json);
  }

  private static void add(ObjectNode json, int rank, ComparedRunResult one) {
    if (one.hasScore()) {
      json.put("rank", rank);
    } else {
      json.putNull("rank");
    }
    one.values().forEach(json.putObject("values")::put);
    ReportJson.put(json, "score", one.score());
    json.put("run", one.run()).put("runId", one.runId());
    one.failure().ifPresent(failure -> json.put("failure", failure));
    one.summary().ifPresent(summary -> add(json, summary));
  }

  private static void add(ObjectNode json, Summary summary) {
    json.put("model", summary.run().model());
    json.put("steps", summary.course().steps()).put("epochs", summary.course().epochs());
    json.put("stopReason", summary.course().stopReason());
    ReportJson.put(json, "trainSeconds", summary.time().trainSeconds());
    ReportJson.put(json, "wallSeconds", summary.time().wallSeconds());
    ObjectNode loss = json.putObject("loss");
    ReportJson.put(loss, "train", summary.loss().train());
    ReportJson.put(loss, "validation", summary.loss().validation());
    ObjectNode metrics = json.putObject("metrics").putObject("validation");
    summary.metrics().validation().forEach((name, number) -> ReportJson.put(metrics, name, number));
    json.put("parametersSha256", summary.identity().parametersSha256());
    json.put("dataSha256", summary.identity().dataSha256());
  }
}

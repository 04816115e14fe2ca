package io.fallline.report.page;

import static io.fallline.report.ReadableNumbers.count;
import static io.fallline.report.ReadableNumbers.duration;
import static io.fallline.report.ReadableNumbers.perSecond;
import static io.fallline.report.ReadableNumbers.significant;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.report.RecordedRun;
import io.fallline.report.chart.HtmlMarkup;
import java.util.List;

/** The page's head: the result of a run in a line and a few large numbers. */
final class PageHead {
  private static final List<String> PARTS = List.of("test", "validation");
  private static final int MOST_METRICS = 3;

  private PageHead() {}

  static void addTo(HtmlMarkup out, RecordedRun run) {
    JsonNode summary = run.summary();
    out.open("header");
    out.element("h1", summary.path("name").asText("A training"));
    out.open("p", "class", "run").text("run " + run.id());
    if (summary.hasNonNull("stopReason")) {
      out.text(" · ended: " + summary.path("stopReason").asText());
    }
    if (summary.hasNonNull("resumedFromStep")) {
      out.text(" · went on from step " + count(summary.path("resumedFromStep").asLong()));
    }
    out.close();
    if (summary.isMissingNode()) {
      out.element(
          "p",
          run.failure()
              .map(message -> "This run was stopped: " + message)
              .orElse("This run has not come to its end: it goes on, or was killed."),
          "class",
          "stopped");
    }
    for (JsonNode warning : summary.path("warnings")) {
      out.element("p", "Warning: " + warning.asText(), "class", "stopped");
    }
    out.close().lineBreak();
    out.open("div", "class", "tiles").lineBreak();
    metrics(out, summary);
    if (!summary.isMissingNode()) {
      course(out, summary);
    }
    out.close().lineBreak();
  }

  /** Of the rows that say most: held out for the end, or else watched all along. */
  private static void metrics(HtmlMarkup out, JsonNode summary) {
    for (String part : PARTS) {
      JsonNode metrics = summary.path("metrics").path(part);
      int shown = 0;
      for (var metric : metrics.properties()) {
        if (metric.getValue().isNumber() && shown++ < MOST_METRICS) {
          tile(out, significant(metric.getValue().asDouble()), part + " " + metric.getKey());
        }
      }
      if (shown > 0) {
        return;
      }
    }
    JsonNode loss = summary.path("loss").path("train");
    if (loss.isNumber()) {
      tile(out, significant(loss.asDouble()), "training loss");
    }
  }

  private static void course(HtmlMarkup out, JsonNode summary) {
    tile(out, count(summary.path("steps").asLong()), "steps");
    tile(out, count(summary.path("epochs").asLong()), "epochs");
    tile(out, duration(summary.path("trainSeconds").asDouble(Double.NaN)), "in steps");
    tile(
        out,
        perSecond(summary.path("samplesPerSecond").asDouble(Double.NaN)).replace("/s", ""),
        "samples a second");
  }

  private static void tile(HtmlMarkup out, String number, String name) {
    out.open("div").element("strong", number).element("span", name).close().lineBreak();
  }
}

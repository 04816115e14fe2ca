package io.fallline.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.report.ReadableNumbers;
import io.fallline.report.RecordedRun;
import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.HtmlMarkup;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** The page's section on where the time went, of the run and of a step. */
final class TimeSection {
  private TimeSection() {}

  private record Share(String name, double size) {}

  static void addTo(HtmlMarkup out, RecordedRun run) {
    JsonNode summary = run.summary();
    if (!summary.path("wallSeconds").isNumber()) {
      return;
    }
    PageElements.section(out, "Where the time went");
    double load = summary.path("loadSeconds").asDouble();
    double train = summary.path("trainSeconds").asDouble();
    double rest = Math.max(0, summary.path("wallSeconds").asDouble() - load - train);
    bars(
        out,
        "The run",
        List.of(
            new Share("loading", load),
            new Share("steps", train),
            new Share("evaluation and files", rest)),
        ReadableNumbers::duration);
    PageElements.note(out, "Loading is Spark's start, reading, encoding and packing of rows.");
    out.close().lineBreak();
    if (summary.path("stepMillis").path("median").isNumber()) {
      step(out, summary);
    }
    PageElements.endSection(out);
  }

  private static void step(HtmlMarkup out, JsonNode summary) {
    JsonNode breakdown = summary.path("stepBreakdown");
    bars(
        out,
        "A step",
        List.of(
            new Share("compute", breakdown.path("compute").asDouble()),
            new Share("wait", breakdown.path("wait").asDouble()),
            new Share("aggregate", breakdown.path("aggregate").asDouble()),
            new Share("update", breakdown.path("update").asDouble())),
        millis -> ReadableNumbers.significant(millis) + " ms");
    PageElements.note(
        out,
        "Half of the steps took "
            + ReadableNumbers.significant(summary.path("stepMillis").path("median").asDouble())
            + " ms or less, 95 of 100 no more than "
            + ReadableNumbers.significant(summary.path("stepMillis").path("p95").asDouble())
            + " ms. Compute is the slowest task's, wait what the driver waits beyond it, aggregate adding up what tasks send.");
    out.close().lineBreak();
  }

  /** Begins a figure; the caller may add to it, and closes it. */
  private static void bars(
      HtmlMarkup out, String title, List<Share> shares, DoubleFunction<String> shown) {
    PageElements.figure(out, title, List.of());
    double total = shares.stream().mapToDouble(Share::size).sum();
    out.open("div", "class", "whole");
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i).size() > 0) {
        out.element(
            "i",
            "",
            "class style",
            ChartStyle.color(i),
            String.format(Locale.ROOT, "--share:%.4f", shares.get(i).size() / total));
      }
    }
    out.close().open("ul", "class", "shares");
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      out.open("li").element("span", share.name(), "class", ChartStyle.color(i));
      out.element("b", shown.apply(share.size()));
      out.element("em", total > 0 ? Math.round(100 * share.size() / total) + "%" : "").close();
    }
    out.close();
  }
}

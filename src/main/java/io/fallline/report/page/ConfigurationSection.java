package io.fallline.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.report.ReadableNumbers;
import io.fallline.report.RecordedRun;
import io.fallline.report.chart.HtmlMarkup;

/** The page's section on the configuration of a run and what it ran on. */
final class ConfigurationSection {
  /** Of the configuration: lists of columns can be long. */
  private static final int MOST_CHARACTERS = 40_000;

  private ConfigurationSection() {}

  static void addTo(HtmlMarkup out, RecordedRun run) {
    PageElements.section(out, "How it was made");
    if (!run.summary().isMissingNode()) {
      identity(out, run.summary());
    }
    if (!run.configuration().isEmpty()) {
      out.open("figure", "class", "wide").open("figcaption");
      out.element("h3", "Configuration, defaults included").close();
      out.element("pre", configuration(run.configuration())).close().lineBreak();
    }
    PageElements.endSection(out);
  }

  private static void identity(HtmlMarkup out, JsonNode summary) {
    out.open("figure", "class", "wide").open("figcaption").element("h3", "The run").close();
    out.open("dl");
    PageElements.fact(out, "model", summary.path("model").asText(""));
    PageElements.fact(
        out, "parameters", ReadableNumbers.count(summary.path("parameters").asLong()));
    PageElements.fact(out, "shards", ReadableNumbers.count(summary.path("shards").asLong()));
    PageElements.fact(out, "engine", engine(summary));
    PageElements.fact(out, "kernels", summary.path("kernels").asText(""));
    PageElements.fact(out, "Spark", summary.path("sparkVersion").asText(""));
    PageElements.fact(out, "parameters' SHA-256", summary.path("parametersSha256").asText(""));
    PageElements.fact(out, "rows' SHA-256", summary.path("dataSha256").asText(""));
    out.close().close().lineBreak();
  }

  private static String engine(JsonNode summary) {
    String reason = summary.path("engineReason").asText("");
    String name = summary.path("engine").asText("");
    return reason.isEmpty() ? name : name + " (" + reason + ")";
  }

  private static String configuration(String text) {
    return text.length() <= MOST_CHARACTERS
        ? text
        : text.substring(0, MOST_CHARACTERS) + "\n… resolved.conf has the rest";
  }
}

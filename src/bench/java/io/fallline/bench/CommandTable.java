package io.fallline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.TreeSet;

/** Whole commands over the same files: a line each, and how it stands to the first of them. */
final class CommandTable {
  static final String HEAD =
      "| work | command | s | loading, s | processor, s | beside the first | rounds |\n"
          + "|---|---|--:|--:|--:|--:|---|\n";

  private CommandTable() {}

  static String rows(JsonNode workload) {
    StringBuilder text = new StringBuilder();
    JsonNode first = workload.at("/contenders/0");
    for (JsonNode contender : workload.get("contenders")) {
      TreeSet<Double> ratios = new TreeSet<>();
      for (int round = 0; round < contender.get("rounds").size(); round++) {
        ratios.add(
            seconds(contender.at("/rounds/" + round)) / seconds(first.at("/rounds/" + round)));
      }
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %s× | %s–%s |%n",
              contender == first ? workload.get("about").asText() : "",
              contender.get("name").asText(),
              median(contender, "seconds"),
              median(contender, "loadSeconds"),
              median(contender, "processorSeconds"),
              Table.number(seconds(contender.get("medians")) / seconds(first.get("medians"))),
              Table.number(ratios.first()),
              Table.number(ratios.last())));
    }
    return text.toString();
  }

  private static double seconds(JsonNode figures) {
    return figures.path("seconds").asDouble(Double.NaN);
  }

  private static String median(JsonNode contender, String figure) {
    JsonNode value = contender.get("medians").path(figure);
    return value.isMissingNode() ? "" : Table.number(value.asDouble());
  }
}

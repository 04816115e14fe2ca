package io.fallline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The results for a person: Markdown tables, and what was skipped. */
final class Table {
  private static final String HEAD =
      "| work | Fallline | | against | | ratio | rounds | wanted | |\n"
          + "|---|---|--:|---|--:|--:|---|---|---|\n";

  private Table() {}

  static String of(List<? extends JsonNode> workloads) {
    StringBuilder text = new StringBuilder();
    for (Heading heading : Heading.values()) {
      String rows =
          switch (heading) {
            case COMMANDS -> table(CommandTable.HEAD, of(heading, workloads), CommandTable::rows);
            case GROWTH -> table(GrowthTable.HEAD, of(heading, workloads), GrowthTable::rows);
            case COMPARISONS -> table(HEAD, workloads, Table::rows);
          };
      if (!rows.isEmpty()) {
        text.append("\n").append(heading.title()).append("\n\n").append(rows);
      }
    }
    return text + "\n" + skipped(workloads);
  }

  private static List<? extends JsonNode> of(Heading heading, List<? extends JsonNode> workloads) {
    return workloads.stream()
        .filter(workload -> workload.get("heading").asText().equals(heading.name()))
        .toList();
  }

  private static String table(
      String head, List<? extends JsonNode> workloads, Function<JsonNode, String> rows) {
    String text = workloads.stream().map(rows).collect(Collectors.joining());
    return text.isEmpty() ? "" : head + text;
  }

  private static String skipped(List<? extends JsonNode> workloads) {
    StringBuilder text = new StringBuilder();
    for (JsonNode workload : workloads) {
      workload
          .get("skipped")
          .properties()
          .forEach(
              skipped ->
                  text.append("skipped: ")
                      .append(workload.get("workload").asText())
                      .append(", ")
                      .append(skipped.getKey())
                      .append(": ")
                      .append(skipped.getValue().asText())
                      .append('\n'));
    }
    return text.toString();
  }

  private static String rows(JsonNode workload) {
    StringBuilder text = new StringBuilder();
    workload.get("comparisons").forEach(line -> text.append(row(line)));
    return text.toString();
  }

  private static String row(JsonNode line) {
    String verdict = line.has("holds") ? (line.get("holds").asBoolean() ? "yes" : "no") : "";
    return String.format(
        Locale.ROOT,
        "| %s | %s, %s | %s | %s | %s | %s%s | %s–%s | %s | %s |%n",
        line.get("work").asText(),
        line.get("contender").asText(),
        line.get("figure").asText(),
        number(line.get("value").asDouble()),
        line.get("rival").asText(),
        number(line.get("rivalValue").asDouble()),
        number(line.get("ratio").asDouble()),
        line.get("unit").asText(),
        number(line.get("lowest").asDouble()),
        number(line.get("highest").asDouble()),
        line.get("wanted").asText(),
        verdict);
  }

  static String shown(Figures figures) {
    return figures.numbers().entrySet().stream()
        .map(figure -> figure.getKey() + " " + number(figure.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Three digits that count, or all there are before the point. */
  static String number(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value)) {
      return "?";
    }
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3g";
    return value == 0 ? "0" : String.format(Locale.ROOT, format, value);
  }
}

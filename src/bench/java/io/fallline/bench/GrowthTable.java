package io.fallline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Seconds by the number of something, which grows tenfold twice. */
final class GrowthTable {
  static final String HEAD =
      "| number of | seconds at each | the second tenfold adds | linear |\n|---|---|--:|---|\n";

  private GrowthTable() {}

  /** Work of no size, such as starting a session, cancels out of what is added. */
  static String rows(JsonNode workload) {
    StringBuilder text = new StringBuilder();
    for (JsonNode contender : workload.get("contenders")) {
      JsonNode medians = contender.get("medians");
      double[] seconds =
          medians.properties().stream().mapToDouble(at -> at.getValue().asDouble()).toArray();
      double times = (seconds[2] - seconds[1]) / (seconds[1] - seconds[0]);
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s× what the first does | ≤ 10× |%n",
              contender.get("name").asText(),
              medians.properties().stream().map(GrowthTable::at).collect(Collectors.joining(", ")),
              Table.number(times)));
    }
    return text.toString();
  }

  private static String at(Map.Entry<String, JsonNode> figure) {
    return Table.number(Double.parseDouble(figure.getKey()))
        + ": "
        + Table.number(figure.getValue().asDouble());
  }
}

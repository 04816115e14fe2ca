package io.fallline.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a training's {@code history.jsonl} says of its epochs. */
public final class History {
  private static final ObjectMapper JSON = new ObjectMapper();

  private History() {}

  /**
   * Of each epoch, by its recorded steps: of a training of more than 10,000 steps not all are.
   *
   * @param run a run directory
   */
  public static double[] samplesPerSecond(Path run, JsonNode summary) throws IOException {
    Map<Long, List<Double>> rates = new TreeMap<>();
    for (String line : Files.readAllLines(run.resolve("history.jsonl"))) {
      JsonNode step = JSON.readTree(line);
      if (step.has("samplesPerSecond")) {
        rates
            .computeIfAbsent(step.get("epoch").asLong(), epoch -> new ArrayList<>())
            .add(step.get("samplesPerSecond").asDouble());
      }
    }
    if (rates.isEmpty()) {
      throw new IllegalStateException(run + ": the history has no steps: " + summary);
    }
    return rates.values().stream().mapToDouble(History::harmonicMean).toArray();
  }

  // all steps but perhaps an epoch's last have as many rows: their times add up
  private static double harmonicMean(List<Double> rates) {
    return rates.size() / rates.stream().mapToDouble(rate -> 1 / rate).sum();
  }
}

package io.fallline.job.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.configuration.JobConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run's settings and results as flat words and numbers, as a tracking server keeps them. */
final class MlflowParameters {
  /** Keys of a summary that are no metrics and worth a search. */
  private static final List<String> FACTS =
      List.of(
          "runId",
          "model",
          "rows",
          "features",
          "parameters",
          "steps",
          "epochs",
          "stopReason",
          "engine",
          "kernels",
          "sparkVersion",
          "resumedFromStep",
          "parametersSha256",
          "dataSha256");

  private MlflowParameters() {}

  /** Every setting that is set, by its key; secrets are masked. */
  static Map<String, String> settings(JobConfiguration job) {
    Map<String, Object> tree = new LinkedHashMap<>(job.toMap());
    tree.remove("retrain"); // another command's
    Map<String, String> settings = new LinkedHashMap<>();
    addSettings("", tree, settings);
    return settings;
  }

  private static void addSettings(String prefix, Map<?, ?> section, Map<String, String> settings) {
    section.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inside) {
            addSettings(prefix + key + ".", inside, settings);
          } else if (value != null) {
            settings.put(prefix + key, value.toString());
          }
        });
  }

  /**
   * Losses and metrics of the final parameters, as {@code final/test/accuracy}, and times.
   *
   * @param summary as {@code summary.json} has it
   */
  static Map<String, Double> results(JsonNode summary) {
    Map<String, Double> results = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> loss : summary.path("loss").properties()) {
      add(results, "final/" + loss.getKey() + "/loss", loss.getValue());
    }
    for (Map.Entry<String, JsonNode> part : summary.path("metrics").properties()) {
      for (Map.Entry<String, JsonNode> metric : part.getValue().properties()) {
        add(results, "final/" + part.getKey() + "/" + metric.getKey(), metric.getValue());
      }
    }
    for (String time : List.of("loadSeconds", "trainSeconds", "wallSeconds")) {
      add(results, time, summary.path(time));
    }
    return results;
  }

  private static void add(Map<String, Double> results, String name, JsonNode value) {
    if (value.isNumber()) {
      results.put(name, value.asDouble());
    }
  }

  /**
   * @param summary as {@code summary.json} has it
   */
  static Map<String, String> facts(JsonNode summary) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String fact : FACTS) {
      if (summary.hasNonNull(fact)) {
        facts.put("fallline." + fact, summary.get(fact).asText());
      }
    }
    List<String> warnings = new ArrayList<>();
    summary.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    if (!warnings.isEmpty()) {
      facts.put("fallline.warnings", String.join("\n", warnings));
    }
    return facts;
  }
}

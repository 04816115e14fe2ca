package io.fallline.bench.untuned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.bench.Place;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.training.Train;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Trainings as {@code train} does them, of which the figures are kept and the files are not. */
final class Trial {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession session;
  private final Place place;

  /**
   * What one training has come to.
   *
   * @param history the lines of {@code history.jsonl}
   * @param squaredWeights the sum of the squares of all weights of the layers, without biases
   */
  record Figures(JsonNode summary, List<JsonNode> history, double squaredWeights) {
    double heldOutLoss() {
      return summary.at("/loss/test").asDouble();
    }

    double trainingLoss() {
      return summary.at("/loss/train").asDouble();
    }

    /** Of the first step: what a search has found, before any schedule. */
    double rate() {
      return history.stream()
          .filter(line -> line.has("learningRate"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no step is recorded"))
          .get("learningRate")
          .asDouble();
    }

    long steps() {
      return summary.get("steps").asLong();
    }

    String words() {
      return summary.get("stopReason").asText() + " after " + steps() + " steps";
    }

    /** Of steps and whatever else there is but loading. */
    double secondsAfterLoading() {
      return summary.get("wallSeconds").asDouble() - summary.get("loadSeconds").asDouble();
    }
  }

  Trial(SparkSession session, Place place) {
    this.session = session;
    this.place = place;
  }

  /**
   * @param settings {@code KEY=VALUE}, over the configuration and under those of the command line
   */
  Figures run(String configuration, String... settings) throws IOException {
    Path runs = Files.createTempDirectory(place.runs(), "untuned");
    List<String> all = new ArrayList<>(List.of(settings));
    all.addAll(place.settings());
    all.add("output.directory=" + runs);
    JobConfiguration job = ConfigurationFile.parse("untuned", configuration, all);
    JsonNode summary = JSON.readTree(Train.run(session, job, Quiet.SCREEN).json());
    Path run = runs.resolve(summary.get("name").asText()).resolve(summary.get("runId").asText());
    List<JsonNode> history = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("history.jsonl"))) {
      history.add(JSON.readTree(line));
    }
    Figures figures =
        new Figures(summary, history, squaredWeights(run.resolve("model/model.safetensors")));
    Deletion.of(runs);
    return figures;
  }

  private static double squaredWeights(Path file) throws IOException {
    double sum = 0;
    for (var tensor : Safetensors.read(file).entrySet()) {
      if (tensor.getKey().endsWith(".weight")) {
        for (double weight : tensor.getValue()) {
          sum += weight * weight;
        }
      }
    }
    return sum;
  }
}

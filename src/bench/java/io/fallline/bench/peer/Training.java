package io.fallline.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Skipped;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.job.JobConsole;
import io.fallline.job.training.Train;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** Fallline, as any program would call it; figures are those of its summary and history. */
public final class Training {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession session;
  private final Place place;
  private final String configuration;
  private final List<String> settings = new ArrayList<>();
  private Consumer<String> watcher = text -> {};

  /**
   * @param configuration HOCON, without the directory of runs
   */
  public Training(SparkSession session, Place place, String configuration) {
    this.session = session;
    this.place = place;
    this.configuration = configuration;
    settings.add("output.directory=" + place.runs());
    settings.addAll(place.settings());
  }

  /** {@code KEY=VALUE}, over all others. */
  public Training set(String setting) {
    settings.add(setting);
    return this;
  }

  /** Is told what the training prints, on its thread: a line an epoch. */
  public Training watchedBy(Consumer<String> told) {
    watcher = told;
    return this;
  }

  /** A training's own account of itself. */
  public JsonNode summary() throws IOException {
    try {
      JobConfiguration job = ConfigurationFile.parse("bench", configuration, settings);
      return JSON.readTree(Train.run(session, job, new Watched(watcher)).json());
    } catch (Failure refused) {
      if (refused.kind() == Failure.Kind.CONFIGURATION) { // what this build or machine has not got
        throw new Skipped(refused.getMessage());
      }
      throw refused;
    }
  }

  public Figures steps() throws IOException {
    JsonNode summary = summary();
    return noted(summary)
        .put("millis", summary.at("/stepMillis/median").asDouble())
        .put("meanMillis", 1e3 * summary.at("/trainSeconds").asDouble() / steps(summary))
        .put("p95Millis", summary.at("/stepMillis/p95").asDouble());
  }

  public Figures epochs() throws IOException {
    JsonNode summary = summary();
    Path run =
        place.runs().resolve(summary.get("name").asText()).resolve(summary.get("runId").asText());
    return noted(summary)
        .putEpochs(History.samplesPerSecond(run, summary))
        .put("wholeSamplesPerSecond", summary.get("samplesPerSecond").asDouble())
        .put("millis", summary.at("/stepMillis/median").asDouble());
  }

  /** What of the summary is no number. */
  public static Figures noted(JsonNode summary) {
    return new Figures()
        .note("engine", summary.get("engine").asText())
        .note("kernels", summary.get("kernels").asText())
        .note("parametersSha256", summary.get("parametersSha256").asText());
  }

  private static long steps(JsonNode summary) {
    return summary.get("steps").asLong();
  }

  private record Watched(Consumer<String> watcher) implements JobConsole {
    @Override
    public void print(String text) {
      watcher.accept(text);
    }

    @Override
    public boolean isTerminal() {
      return false;
    }

    @Override
    public int width() {
      return Integer.MAX_VALUE;
    }
  }
}

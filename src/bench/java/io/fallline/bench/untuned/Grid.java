package io.fallline.bench.untuned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fallline.bench.Place;
import io.fallline.configuration.Variations;
import io.fallline.configuration.Variations.Variation;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.JitWarmUp;
import io.fallline.job.tuning.RunComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * What a patient user gets of a split: eight rates and three lengths on all training rows, the
 * held-out loss of each. It takes hours for all tables, so that it is kept beside the rows and done
 * once: settings that name rate and epochs keep their bits.
 */
final class Grid {
  private static final String RATES = "1e-4,1e-3,1e-2,0.03,0.1,0.3,1,3";
  private static final String EPOCHS = "10,100,1000";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession session;
  private final Place place;

  Grid(SparkSession session, Place place) {
    this.session = session;
    this.place = place;
  }

  static boolean isKnown(PublicTable table, int split) {
    return Files.exists(file(table, split));
  }

  /** The least held-out loss of the grid. */
  static double best(PublicTable table, int split) throws IOException {
    double best = Double.POSITIVE_INFINITY;
    for (JsonNode run : JSON.readTree(file(table, split).toFile())) {
      best = Math.min(best, run.get("loss").asDouble(Double.POSITIVE_INFINITY));
    }
    return best;
  }

  /** Trains all of them, if that has not been done. */
  void measure(PublicTable table, int split) throws IOException {
    if (isKnown(table, split)) {
      return;
    }
    Path runs = Files.createTempDirectory(place.runs(), "grid");
    Path configuration = runs.resolve("grid.conf");
    Files.writeString(configuration, table.configuration(split));
    List<Variation> variations =
        Variations.load(
            configuration,
            List.of("data.validation=0", "output.directory=" + runs),
            List.of("optimizer.learningRate=" + RATES, "training.epochs=" + EPOCHS));
    ArrayNode losses = JSON.createArrayNode();
    try (JitWarmUp warmUp = JitWarmUp.begin(variations.get(0).job())) {
      JsonNode comparison =
          JSON.readTree(
              RunComparison.run(session, variations, Quiet.SCREEN, warmUp, TerminationRequest.NEVER)
                  .json());
      for (JsonNode run : comparison.get("runs")) {
        Path summary = Path.of(run.get("run").asText()).resolve("summary.json");
        losses
            .addObject()
            .put("learningRate", run.at("/values/optimizer.learningRate").asText())
            .put("epochs", run.at("/values/training.epochs").asText())
            .set(
                "loss",
                run.has("failure")
                    ? JSON.nullNode() // it has diverged
                    : JSON.readTree(summary.toFile()).at("/loss/test"));
      }
    }
    Files.writeString(file(table, split), losses.toPrettyString());
    Deletion.of(runs);
  }

  private static Path file(PublicTable table, int split) {
    return table.directory().resolve(String.valueOf(split)).resolve("grid.json");
  }
}

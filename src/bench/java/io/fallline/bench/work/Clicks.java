package io.fallline.bench.work;

import static io.fallline.bench.Comparison.Kind.TIMES_CHEAPER;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import io.fallline.bench.peer.ClickRows;
import io.fallline.bench.peer.SparkLogistic;
import io.fallline.bench.peer.Sparks;
import io.fallline.bench.peer.Training;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Training time of logistic regression on a million sparse features to a test AUC. */
public final class Clicks implements Workload {
  private static final double WANTED = 0.86;

  @Override
  public String name() {
    return "clicks";
  }

  @Override
  public String about() {
    return "training time to a test AUC of 0.86, 200,000 sparse rows of 2^20 features";
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    ClickRows clicks = ClickRows.of(place, place.rows(200_000));
    SparkSession session = Sparks.local();
    Dataset<Row> rows = clicks.read(session, clicks.train());
    Dataset<Row> test = clicks.read(session, clicks.test());
    String configuration =
        clicks.configuration()
            + """
            model { loss = "logistic" }
            optimizer { rule = "adagrad", learningRate = 0.1 }
            training { batchSize = 500, epochs = 1 }
            """;
    return List.of(
        Contender.warm(
            "Fallline", () -> trained(new Training(session, place, configuration).summary())),
        Contender.process(
            "spark.ml L-BFGS, 50 iterations", () -> SparkLogistic.sparse(rows, test, 50)));
  }

  private static Figures trained(JsonNode summary) {
    double auc = summary.at("/metrics/test/auc").asDouble();
    double seconds = summary.get("trainSeconds").asDouble();
    return Training.noted(summary)
        .put("seconds", auc >= WANTED ? seconds : Double.NaN)
        .put("auc", auc)
        .put("trainSeconds", seconds)
        .put("samplesPerSecond", summary.get("samplesPerSecond").asDouble());
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        Comparison.of(
            "sparse clicks (2²⁰ features) to test AUC 0.86",
            "Fallline",
            "spark.ml L-BFGS, 50 iterations",
            "seconds",
            TIMES_CHEAPER,
            30));
  }
}

package io.fallline.bench.work;

import static io.fallline.bench.Comparison.Kind.TIMES_CHEAPER;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import io.fallline.bench.peer.DenseRows;
import io.fallline.bench.peer.SparkLogistic;
import io.fallline.bench.peer.Sparks;
import io.fallline.bench.peer.Training;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Time until the loss over all training rows is within a thousandth of spark.ml's optimum. */
public final class LogisticOptimum implements Workload {
  private static final double WITHIN = 1.001;

  private double optimum = Double.NaN;

  @Override
  public String name() {
    return "optimum";
  }

  @Override
  public String about() {
    return "time to spark.ml's optimum of logistic regression, 200,000 × 100, and 0.1%";
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    SparkSession session = Sparks.local();
    DenseRows rows = DenseRows.of(place, session, place.rows(200_000), 100);
    Dataset<Row> kept = session.read().parquet(rows.parquet().toString()).cache();
    kept.count();
    String configuration =
        rows.configuration()
            + """
            model { loss = "logistic" }
            optimizer { rule = "sgd", learningRate = 14 }
            schedule { type = "cosine" }
            training { batchSize = 8000, epochs = 2 }
            """;
    return List.of(
        Contender.warm(
            "spark.ml L-BFGS",
            () -> {
              Figures fit = SparkLogistic.toOptimum(kept);
              optimum = fit.numbers().get("loss");
              return fit;
            }),
        Contender.warm(
            "Fallline", () -> toOptimum(new Training(session, place, configuration).summary())));
  }

  private Figures toOptimum(JsonNode summary) {
    double loss = summary.at("/loss/train").asDouble();
    double seconds = summary.get("trainSeconds").asDouble();
    return Training.noted(summary)
        .put("seconds", loss <= optimum * WITHIN ? seconds : Double.NaN)
        .put("loss", loss)
        .put("percentAbove", 100 * (loss / optimum - 1))
        .put("steps", summary.get("steps").asDouble())
        .put("trainSeconds", seconds);
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        Comparison.of(
            "logistic to spark.ml's optimum loss + 0.1%",
            "Fallline", "spark.ml L-BFGS", "seconds", TIMES_CHEAPER, 10));
  }
}

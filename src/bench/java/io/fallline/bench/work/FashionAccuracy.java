package io.fallline.bench.work;

import static io.fallline.bench.Comparison.Kind.TIMES_CHEAPER;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import io.fallline.bench.peer.Fashion;
import io.fallline.bench.peer.SparkNetwork;
import io.fallline.bench.peer.Sparks;
import io.fallline.bench.peer.Torch;
import io.fallline.bench.peer.Training;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Training time of a network with one hidden layer until 87 of 100 test pictures are right. */
public final class FashionAccuracy implements Workload {
  private static final double WANTED = 0.87;
  private static final String WORK = "Fashion-MNIST 784-128-10 to 0.87 test accuracy";

  private List<Contender> torch = List.of();

  @Override
  public String name() {
    return "fashion";
  }

  @Override
  public String about() {
    return "training time of 784-128-10 to 0.87 test accuracy on Fashion-MNIST";
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    Fashion fashion = Fashion.find();
    SparkSession session = Sparks.local();
    Dataset<Row> rows = fashion.rows(session, "train");
    Dataset<Row> test = fashion.rows(session, "t10k");
    String configuration =
        fashion.configuration("standard")
            + """
            model { layers = [128], loss = "softmax" }
            optimizer { rule = "adam", learningRate = 0.008 }
            schedule { type = "cosine" }
            training { batchSize = 256, epochs = 2 }
            """;
    List<Contender> all = new ArrayList<>();
    all.add(
        Contender.warm(
            "Fallline", () -> trained(new Training(session, place, configuration).summary())));
    torch =
        Torch.contenders(
            place,
            List.of("network", fashion.directory().toString(), "128", "128", "10", "0.87"),
            FashionAccuracy::torch);
    all.addAll(torch);
    all.add(Contender.once("spark.ml MLP, 100 iterations", () -> spark(place, rows, test)));
    return all;
  }

  private static Figures spark(Place place, Dataset<Row> rows, Dataset<Row> test) {
    int iterations = place.shortened() ? 2 : 100;
    return SparkNetwork.run(rows, test, iterations, Fashion.INPUTS, 128, Fashion.CLASSES);
  }

  private static Figures trained(JsonNode summary) {
    double accuracy = summary.at("/metrics/test/accuracy").asDouble();
    double seconds = summary.get("trainSeconds").asDouble();
    return Training.noted(summary)
        .put("seconds", accuracy >= WANTED ? seconds : Double.NaN)
        .put("accuracy", accuracy)
        .put("trainSeconds", seconds);
  }

  /** All its epochs, up to the first that was good enough. */
  private static Figures torch(JsonNode line) {
    double seconds = 0;
    for (JsonNode epoch : line.get("epochSeconds")) {
      seconds += epoch.asDouble();
    }
    JsonNode accuracies = line.get("accuracies");
    return Figures.of("seconds", seconds)
        .put("accuracy", accuracies.get(accuracies.size() - 1).asDouble())
        .put("epochs", accuracies.size());
  }

  @Override
  public List<Comparison> comparisons() {
    List<Comparison> lines = new ArrayList<>();
    lines.add(against("spark.ml MLP, 100 iterations", 80));
    torch.forEach(one -> lines.add(against(one.name(), 3)));
    return lines;
  }

  private static Comparison against(String rival, double wanted) {
    return Comparison.of(WORK, "Fallline", rival, "seconds", TIMES_CHEAPER, wanted);
  }
}

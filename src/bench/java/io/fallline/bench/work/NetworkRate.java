package io.fallline.bench.work;

import static io.fallline.bench.Comparison.Kind.TIMES_AS_MANY;

import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import io.fallline.bench.peer.Fashion;
import io.fallline.bench.peer.Sgemm;
import io.fallline.bench.peer.Sparks;
import io.fallline.bench.peer.Torch;
import io.fallline.bench.peer.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Rows per second of a network on Fashion-MNIST's pictures, Adam. */
public final class NetworkRate implements Workload {
  private static final String SGEMM = "sgemm of both cores";

  /** What is wanted: times PyTorch's rate, the same by vector kernels, share of sgemm's rate. */
  private record Wanted(double torch, double vector, double sgemm) {}

  private final int batch;
  private final List<Integer> hidden;
  private final int epochs;
  private List<Contender> torch = List.of();

  public NetworkRate(int batch, List<Integer> hidden, int epochs) {
    this.batch = batch;
    this.hidden = hidden;
    this.epochs = epochs;
  }

  private Wanted wanted() {
    return switch (batch) {
      case 128 -> new Wanted(3.2, 1, 0.31);
      case 1_024 -> new Wanted(2.5, 1.1, 0.6);
      case 256 -> new Wanted(2.5, 1, Double.NaN);
      default -> new Wanted(Double.NaN, Double.NaN, 0.65);
    };
  }

  private String widths(String between) {
    return hidden.stream().map(String::valueOf).collect(Collectors.joining(between));
  }

  private String shape() {
    return Fashion.INPUTS + "-" + widths("-") + "-" + Fashion.CLASSES;
  }

  @Override
  public String name() {
    return (hidden.size() == 1 ? "network-" : "wide-network-") + batch;
  }

  @Override
  public String about() {
    return "rows per second of " + shape() + " on Fashion-MNIST, batches of " + batch;
  }

  @Override
  public List<Contender> contenders(Place place) {
    Fashion fashion = Fashion.find();
    SparkSession session = Sparks.local();
    String configuration =
        fashion.trainingConfiguration()
            + """
            model { layers = [%s], loss = "softmax" }
            training { batchSize = %d, epochs = %d }
            """
                .formatted(widths(","), batch, place.shortened() ? 2 : epochs);
    List<Contender> all = new ArrayList<>();
    all.add(
        Contender.warm(
            "Fallline", () -> rates(new Training(session, place, configuration).epochs())));
    all.add(
        Contender.warm(
            "Fallline, vector",
            () ->
                rates(
                    new Training(session, place, configuration)
                        .set("training.kernels=vector")
                        .epochs())));
    all.add(Contender.warm(SGEMM, Sgemm::run));
    torch =
        Torch.contenders(
            place,
            List.of(
                "network",
                fashion.directory().toString(),
                widths(","),
                String.valueOf(batch),
                place.shortened() ? "1" : hidden.size() == 1 ? "5" : "3"),
            line -> rates(new Figures().putEpochs(Torch.samplesPerSecond(line))));
    all.addAll(torch);
    return all;
  }

  private Figures rates(Figures epochs) {
    double rate = epochs.numbers().get("samplesPerSecond");
    return epochs.put("gigaflops", rate * operations() / 1e9);
  }

  /**
   * Floating-point operations a row needs: forward, gradient of the weights, and the derivatives of
   * all layers but the first, which nobody asks for.
   */
  private double operations() {
    double operations = 0;
    int inputs = Fashion.INPUTS;
    for (int layer = 0; layer <= hidden.size(); layer++) {
      int outputs = layer < hidden.size() ? hidden.get(layer) : Fashion.CLASSES;
      operations += (layer == 0 ? 4.0 : 6.0) * inputs * outputs;
      inputs = outputs;
    }
    return operations;
  }

  @Override
  public List<Comparison> comparisons() {
    String work = shape() + ", batch " + batch;
    Wanted wanted = wanted();
    List<Comparison> lines = new ArrayList<>();
    for (Contender one : torch) {
      lines.add(rate(work, "Fallline", one.name(), wanted.torch()));
      lines.add(rate(work, "Fallline, vector", one.name(), wanted.vector()));
    }
    lines.add(
        Comparison.of(
            work + ", true operations",
            "Fallline",
            SGEMM,
            "gigaflops",
            TIMES_AS_MANY,
            wanted.sgemm()));
    return lines;
  }

  private static Comparison rate(String work, String contender, String rival, double wanted) {
    return Comparison.of(work, contender, rival, "samplesPerSecond", TIMES_AS_MANY, wanted);
  }
}

package io.fallline.bench.work;

import static io.fallline.bench.Comparison.Kind.AT_MOST_TIMES;

import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import io.fallline.bench.peer.DenseRows;
import io.fallline.bench.peer.Sparks;
import io.fallline.bench.peer.Training;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** What a long training leaves in the driver's memory. */
public final class DriverHeap implements Workload {
  private static final int EPOCHS = 100;
  private static final int STEPS_AN_EPOCH = 1_000;

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public String about() {
    return "the driver's heap after 1,000 and after 100,000 steps of one training";
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    SparkSession session = Sparks.local();
    int batch = 8;
    DenseRows rows = DenseRows.of(place, session, STEPS_AN_EPOCH * (long) batch, 100);
    String configuration =
        rows.configuration()
            + """
            model { loss = "logistic" }
            training { batchSize = %d, epochs = %d }
            """
                .formatted(batch, EPOCHS);
    return List.of(Contender.once("Fallline", () -> watched(session, place, configuration)));
  }

  private static Figures watched(SparkSession session, Place place, String configuration)
      throws IOException {
    Figures figures = new Figures();
    int[] epochs = {0};
    Training training = new Training(session, place, configuration);
    training.watchedBy(
        line -> {
          if (line.startsWith("epoch")) {
            epochs[0]++;
            if (epochs[0] == 1) {
              figures.put("mebibytesAfter1000", usedMebibytes());
            } else if (epochs[0] == EPOCHS) {
              figures.put("mebibytesAfter100000", usedMebibytes());
            }
          }
        });
    training.summary();
    return figures;
  }

  /** What collection leaves: all that the training under way still holds. */
  private static double usedMebibytes() {
    for (int i = 0; i < 3; i++) { // Spark's cleaner frees by references that one pass finds
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        new Comparison(
            "driver heap after 100,000 steps and after 1,000",
            "Fallline",
            "mebibytesAfter100000",
            "Fallline",
            "mebibytesAfter1000",
            AT_MOST_TIMES,
            1.1));
  }
}

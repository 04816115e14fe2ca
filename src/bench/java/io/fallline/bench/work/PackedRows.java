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
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.RDDInfo;

/** Bytes that packed rows take in executors' memory, as Spark counts them. */
public final class PackedRows implements Workload {
  private static final int COLUMNS = 100;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String about() {
    return "bytes of packed rows, 200,000 × 100, beside four bytes a value";
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    SparkSession session = Sparks.local();
    DenseRows rows = DenseRows.of(place, session, place.rows(200_000), COLUMNS);
    String configuration =
        rows.configuration()
            + """
            model { loss = "logistic" }
            training { batchSize = 2000, epochs = 1, engine = "jobs" }
            """;
    return List.of(Contender.once("Fallline", () -> packed(session, place, rows, configuration)));
  }

  private static Figures packed(
      SparkSession session, Place place, DenseRows rows, String configuration) throws IOException {
    double[] bytes = {Double.NaN};
    new Training(session, place, configuration)
        .watchedBy(
            line ->
                bytes[0] =
                    Arrays.stream(session.sparkContext().getRDDStorageInfo())
                        .filter(rdd -> rdd.name().startsWith("shards"))
                        .mapToLong(RDDInfo::memSize)
                        .sum())
        .summary();
    return Figures.of("bytes", bytes[0])
        .put("bytesOfValues", (double) Float.BYTES * rows.rows() * COLUMNS);
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        new Comparison(
            "packed rows in memory, 100 columns",
            "Fallline",
            "bytes",
            "Fallline",
            "bytesOfValues",
            AT_MOST_TIMES,
            1.1));
  }
}

package io.fallline.bench.command;

import static io.fallline.bench.Comparison.Kind.AT_MOST_TIMES;
import static io.fallline.bench.Comparison.Kind.TIMES_AS_MANY;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Heading;
import io.fallline.bench.Place;
import io.fallline.bench.command.ClockedProcess.Ended;
import io.fallline.bench.peer.History;
import io.fallline.bench.rows.NumberTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * More rows than memory: a whole training with {@code storage = disk} in a group of processes that
 * may have 1 GiB, files' pages included, beside what the disk gives and what steps from memory
 * take.
 */
public final class Large {
  private static final String ON_DISK = "Fallline, storage = disk, 1 GiB for all";
  private static final String LIMIT = "1 GiB";
  private static final String BOUND = "the lesser of dd and steps from memory";
  private static final long LIMIT_BYTES = 1L << 30;
  private static final int COLUMNS = 50;

  /** Float32 values, and a label of float64. */
  private static final int BYTES_OF_A_ROW = Float.BYTES * COLUMNS + Double.BYTES;

  private static final int FILES = 80;

  /** Old objects have more of the heap than usual, as rows read ahead are among them. */
  private static final String SMALL_HEAP = "-Xmx600m -Xmn80m";

  /** Of half of the rows: the engine local puts shards of more than 1 GiB on disk. */
  private static final String LARGE_HEAP = "-Xmx6g";

  private Large() {}

  public static List<CommandWork> all() {
    return List.of(
        new CommandWork(
            "large",
            "10,000,000 × 50 numbers, 80 Parquet files, from disk under a limit of 1 GiB",
            Heading.COMPARISONS,
            Large::contenders,
            List.of(
                new Comparison(
                    "peak memory without pages of files, loading included, bytes",
                    ON_DISK,
                    "peakBytes",
                    LIMIT,
                    "bytes",
                    AT_MOST_TIMES,
                    1),
                Comparison.of(
                    "an epoch from disk",
                    ON_DISK,
                    BOUND,
                    "samplesPerSecond",
                    TIMES_AS_MANY,
                    0.8))));
  }

  private static List<Contender> contenders(Place place, Command command) throws IOException {
    LimitedMemory.of(LIMIT_BYTES).close(); // before the table is made, which takes minutes
    ColdFile.requireDroppableCaches();
    int rows = (int) Math.max(FILES, place.rows(10_000_000));
    Path table = new NumberTable(rows, COLUMNS, 2).parquet(place.data("large-" + rows), FILES);
    Path all = command.configuration("large", hocon(table.toString(), "disk"));
    Path half =
        command.configuration("large-half", hocon(table + "/part-000[0-3]?.parquet", "memory"));
    return List.of(
        Contender.process(ON_DISK, () -> onDisk(place, command, all)),
        Contender.process(LIMIT, () -> Figures.of("bytes", LIMIT_BYTES)),
        Contender.process(BOUND, () -> bound(place, command, half, rows)));
  }

  private static String hocon(String data, String storage) {
    return """
        data { format = "parquet", train = "%s", validation = 0, storage = "%s" }
        model.loss = "logistic"
        optimizer { rule = "sgd", learningRate = 1.0 }
        training { engine = "local", batchSize = 2000, epochs = 2 }
        """
        .formatted(data, storage);
  }

  private static Figures onDisk(Place place, Command command, Path configuration)
      throws IOException, InterruptedException {
    try (LimitedMemory memory = LimitedMemory.of(LIMIT_BYTES)) {
      ColdFile.dropCaches();
      Ended ended = command.train(configuration, SMALL_HEAP, memory::command);
      return epochs(place, ended).put("peakBytes", memory.peakBytes());
    }
  }

  private static Figures bound(Place place, Command command, Path configuration, int rows)
      throws IOException, InterruptedException {
    Ended ended = command.train(configuration, LARGE_HEAP, whole -> whole);
    double fromMemory = epochs(place, ended).numbers().get("samplesPerSecond");
    double bytes =
        new ColdFile(place, (long) rows * BYTES_OF_A_ROW).read().numbers().get("bytesPerSecond");
    return Figures.of("samplesPerSecond", Math.min(fromMemory, bytes / BYTES_OF_A_ROW))
        .put("fromMemory", fromMemory)
        .put("dd", bytes / BYTES_OF_A_ROW);
  }

  private static Figures epochs(Place place, Ended ended) throws IOException {
    JsonNode summary = ended.json();
    Path run =
        place.runs().resolve(summary.get("name").asText()).resolve(summary.get("runId").asText());
    return ended
        .figures()
        .put("loadSeconds", summary.get("loadSeconds").asDouble())
        .put("trainSeconds", summary.get("trainSeconds").asDouble())
        .putEpochs(History.samplesPerSecond(run, summary));
  }
}

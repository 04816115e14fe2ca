package io.fallline.engine.shards;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.PackedRows;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpilledShardsTest {
  private static final int COLUMNS = 7;
  private static final ShardSizes SIZES = new ShardSizes(5_003, 2);

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"false,false,false", "false,true,true", "true,false,true", "true,true,false"})
  void wholeChunksComeBackBitForBit(boolean sparse, boolean weighted, boolean offsets) {
    List<Shard> shards = shards(sparse, weighted, offsets);
    try (SpilledShards spilled = SpilledShards.of(shards.iterator(), directory)) {
      for (int v = 0; v < shards.size(); v++) {
        Shard expected = shards.get(v);
        Shard found = spilled.shards().get(v);
        assertEquals(expected.index(), found.index());
        assertEquals(expected.size(), found.size());
        assertEquals(texts(expected), texts(found));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"false,false,false", "false,true,true", "true,false,true", "true,true,false"})
  void stepsAndEvaluationsHaveTheSameBits(boolean sparse, boolean weighted, boolean offsets) {
    List<Shard> shards = shards(sparse, weighted, offsets);
    // regions so small that a shard has many
    try (SpilledShards spilled = SpilledShards.of(shards.iterator(), directory, 20_000, 0);
        SpinningThreadPool team = new SpinningThreadPool(2);
        LocalGradientComputer inMemory = source(shards, team);
        LocalGradientComputer onDisk = source(spilled.shards(), team)) {
      BatchPlan plan = plan();
      float[] parameters = {0.3f, -0.2f, 0.1f, 0.5f, -0.4f, 0.2f, 0.1f, -0.1f};
      for (int step = 0; step < 2 * plan.stepsPerEpoch(); step++) {
        GradientAggregate expected = inMemory.at(parameters, plan.batch(step));
        GradientAggregate found = onDisk.at(parameters, plan.batch(step));
        assertEquals(expected.rows(), found.rows());
        assertEquals(expected.weight(), found.weight());
        assertEquals(expected.loss(), found.loss());
        assertArrayEquals(expected.indices(), found.indices());
        assertArrayEquals(expected.gradient(), found.gradient(), "step " + step);
      }
      Evaluation expected = inMemory.evaluate(parameters, DataSplit.TRAIN);
      assertEquals(expected.lossSum(), onDisk.evaluate(parameters, DataSplit.TRAIN).lossSum());
    }
  }

  @Test
  void rowsThatAreReadAheadAfterClosingAreRefused() {
    SpilledShards spilled = SpilledShards.of(shards(false, false, false).iterator(), directory);
    spilled.readAhead(1 << 30);
    List<Shard> shards = spilled.shards();
    spilled.close();
    try (SpinningThreadPool team = new SpinningThreadPool(1);
        LocalGradientComputer onDisk = source(shards, team)) {
      assertThrows(
          IllegalStateException.class, () -> onDisk.at(new float[COLUMNS + 1], plan().batch(0)));
    }
  }

  /** Not waited for, either: a window may be on its way when the file is closed. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void rowsAreRefusedOnceTheyAreClosedInTheMiddleOfAnEpoch(int stepsBefore) {
    SpilledShards spilled = SpilledShards.of(shards(false, false, false).iterator(), directory);
    spilled.readAhead(1 << 30);
    try (SpinningThreadPool team = new SpinningThreadPool(1);
        LocalGradientComputer onDisk = source(spilled.shards(), team)) {
      float[] parameters = new float[COLUMNS + 1];
      for (int step = 0; step < stepsBefore; step++) {
        onDisk.at(parameters, plan().batch(step));
      }
      spilled.close();
      long epoch = plan().stepsPerEpoch();
      assertTimeoutPreemptively(
          Duration.ofMinutes(1),
          () ->
              assertThrows(
                  RuntimeException.class, // of the window, or of the file that it is read from
                  () -> {
                    for (long step = stepsBefore; step < stepsBefore + epoch; step++) {
                      onDisk.at(parameters, plan().batch(step));
                    }
                  }));
    }
  }

  @Test
  void noFileIsLeftEvenIfNobodyCloses() throws IOException {
    SpilledShards spilled = SpilledShards.of(shards(false, false, false).iterator(), directory);
    assertEquals(0, files(), "only the mapping holds it");
    spilled.close();
    spilled.close();
  }

  @Test
  void noFileIsLeftWhereShardsCannotBeRead() throws IOException {
    Iterator<Shard> first = shards(false, false, false).iterator();
    Iterator<Shard> failing =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Shard next() {
            if (first.hasNext()) {
              return first.next();
            }
            throw new IllegalStateException("a block was lost");
          }
        };
    assertThrows(IllegalStateException.class, () -> SpilledShards.of(failing, directory));
    assertEquals(0, files());
  }

  @Test
  void readingAfterClosingIsRefused() {
    SpilledShards spilled = SpilledShards.of(shards(false, false, false).iterator(), directory);
    List<PackedRows> chunks = spilled.shards().get(0).chunks();
    spilled.close();
    assertThrows(IllegalStateException.class, () -> chunks.get(0));
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("taken"));
    Failure failed =
        assertThrows(
            Failure.class,
            () -> SpilledShards.of(shards(false, false, false).iterator(), file.resolve("below")));
    assertEquals(Failure.Kind.FILES, failed.kind());
    assertEquals(true, failed.getMessage().contains("taken"), failed.getMessage());
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.count();
    }
  }

  static BatchPlan plan() {
    return plan(11);
  }

  static BatchPlan plan(long seed) {
    return new BatchPlan(SIZES, 300, BatchPlan.LastBatch.KEEP, seed);
  }

  static LocalGradientComputer source(List<Shard> shards, SpinningThreadPool team) {
    return source(shards, team, plan());
  }

  static LocalGradientComputer source(List<Shard> shards, SpinningThreadPool team, BatchPlan plan) {
    NetworkSpec network =
        new NetworkSpec(COLUMNS, List.of(), List.of(), "logistic", Map.of(), 2, true, 0);
    int parameters = ParameterLayout.of(network).size();
    GradientSpec spec = new GradientSpec(network, "java", plan, plan.groups(parameters), 1, null);
    return new LocalGradientComputer(spec, Map.of(DataSplit.TRAIN, shards), team);
  }

  /** Every third chunk only has weights and offsets, as where most rows weigh 1. */
  static List<Shard> shards(boolean sparse, boolean weighted, boolean offsets) {
    List<Shard> shards = new ArrayList<>();
    for (Shard plain : ShardFixtures.random(SIZES, COLUMNS, sparse, 5)) {
      List<PackedRows> chunks = new ArrayList<>();
      for (PackedRows rows : plain.chunks()) {
        boolean special = chunks.size() % 3 == 1;
        chunks.add(
            new PackedRows(
                rows.size(),
                rows.columns(),
                rows.starts(),
                rows.indices(),
                rows.values(),
                rows.labels(),
                weighted && special ? numbers(rows.size(), 0.25) : null,
                offsets ? numbers(rows.size(), 0.01) : null));
      }
      shards.add(new Shard(plain.index(), chunks));
    }
    return shards;
  }

  private static double[] numbers(int size, double each) {
    double[] numbers = new double[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = each * (i % 9);
    }
    return numbers;
  }

  private static String texts(Shard shard) {
    StringBuilder all = new StringBuilder();
    for (PackedRows rows : shard.chunks()) {
      int stored = rows.sparse() ? rows.starts()[rows.size()] : rows.size() * rows.columns();
      all.append(rows.size())
          .append(Arrays.toString(rows.starts()))
          .append(rows.sparse() ? Arrays.toString(Arrays.copyOf(rows.indices(), stored)) : "dense")
          .append(Arrays.toString(Arrays.copyOf(rows.values(), stored)))
          .append(Arrays.toString(rows.labels()))
          .append(Arrays.toString(rows.weights()))
          .append(Arrays.toString(rows.offsets()));
    }
    return all.toString();
  }
}

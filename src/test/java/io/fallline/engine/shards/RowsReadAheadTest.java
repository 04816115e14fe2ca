package io.fallline.engine.shards;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.ChunkBytes;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Shard;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps over spilled shards whose rows come before their turn, beside those from memory. */
class RowsReadAheadTest {
  private static final float[] PARAMETERS = {0.3f, -0.2f, 0.1f, 0.5f, -0.4f, 0.2f, 0.1f, -0.1f};

  @TempDir private Path directory;
  private final SpinningThreadPool team = new SpinningThreadPool(2);

  @AfterEach
  void threadsEnd() {
    team.close();
  }

  /** With memory for so many windows, of a file that is read through the cache or past it. */
  private SpilledShards readAhead(List<Shard> shards, int windows, boolean cached) {
    int longestChunk =
        shards.stream()
            .flatMap(shard -> shard.chunks().stream())
            .mapToInt(ChunkBytes::length)
            .max()
            .getAsInt();
    // regions so small that a shard has many
    SpilledShards spilled =
        SpilledShards.of(shards.iterator(), directory, 20_000, cached ? Long.MAX_VALUE : 0);
    spilled.readAhead((long) windows * BatchPlan.WINDOW_CHUNKS * longestChunk);
    return spilled;
  }

  private void requireSameBits(
      List<Shard> inMemory, List<Shard> onDisk, BatchPlan plan, LongStream steps) {
    try (LocalGradientComputer expected = SpilledShardsTest.source(inMemory, team, plan);
        LocalGradientComputer found = SpilledShardsTest.source(onDisk, team, plan)) {
      steps.forEach(
          step ->
              assertArrayEquals(
                  expected.at(PARAMETERS, plan.batch(step)).gradient(),
                  found.at(PARAMETERS, plan.batch(step)).gradient(),
                  "step " + step));
    }
  }

  /** Two shards have a window each, and one or both the next one too. */
  @ParameterizedTest
  @CsvSource({
    "3,false,false,false,true",
    "4,true,false,true,true",
    "3,false,false,true,false",
    "3,true,true,false,false",
    "4,false,true,true,false",
    "4,true,true,false,true",
    "3,false,true,true,true"
  })
  void rowsOfAllKindsHaveTheSameBits(
      int windows, boolean cached, boolean sparse, boolean weighted, boolean offsets) {
    List<Shard> shards = SpilledShardsTest.shards(sparse, weighted, offsets);
    BatchPlan plan = SpilledShardsTest.plan();
    long steps = 2 * plan.stepsPerEpoch() + 3;
    try (SpilledShards spilled = readAhead(shards, windows, cached)) {
      requireSameBits(
          shards,
          spilled.shards(),
          plan,
          LongStream.concat(LongStream.range(0, steps), LongStream.of(2, steps, 5, 6, 0)));
    }
  }

  /** Each shard has a window of the first one's order then, and one that is on its way. */
  @ParameterizedTest
  @CsvSource({"3,1", "4,1", "4,5", "3,16", "4,17"})
  void aTrainingWithAnotherSeedHasTheSameBitsAfterStepsOfAFirstOne(int windows, int stepsBefore) {
    List<Shard> shards = SpilledShardsTest.shards(true, true, true);
    try (SpilledShards spilled = readAhead(shards, windows, true)) {
      BatchPlan first = SpilledShardsTest.plan(11);
      BatchPlan second = SpilledShardsTest.plan(12);
      LongStream epoch = LongStream.range(0, second.stepsPerEpoch() + 2);
      requireSameBits(shards, spilled.shards(), first, LongStream.range(0, stepsBefore));
      requireSameBits(shards, spilled.shards(), second, epoch);
      requireSameBits(shards, spilled.shards(), first, LongStream.of(stepsBefore, 0));
    }
  }

  /** An evaluation of the training rows has the memory of the windows for itself. */
  @Test
  void windowsThatAnEvaluationGaveBackAreReadAgain() {
    List<Shard> shards = SpilledShardsTest.shards(false, true, false);
    BatchPlan plan = SpilledShardsTest.plan();
    try (SpilledShards spilled = readAhead(shards, 3, true);
        LocalGradientComputer onDisk = SpilledShardsTest.source(spilled.shards(), team)) {
      for (long step = 0; step < 2 * plan.stepsPerEpoch(); step++) {
        requireSameBits(shards, spilled.shards(), plan, LongStream.of(step));
        onDisk.evaluate(PARAMETERS, DataSplit.TRAIN);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileThatIsShorterThanItWasWrittenIsRefused(boolean cached) throws IOException {
    try (SpilledShards spilled = readAhead(SpilledShardsTest.shards(true, true, true), 4, cached)) {
      truncateTheFile(10_000);
      requireRefused(spilled.shards());
    }
  }

  @Test
  void soItIsWhereNobodyReadsAhead() throws IOException {
    List<Shard> shards = SpilledShardsTest.shards(true, true, true);
    try (SpilledShards spilled = SpilledShards.of(shards.iterator(), directory)) {
      truncateTheFile(10_000);
      requireRefused(spilled.shards());
    }
  }

  private void requireRefused(List<Shard> shards) {
    BatchPlan plan = SpilledShardsTest.plan();
    try (LocalGradientComputer onDisk = SpilledShardsTest.source(shards, team)) {
      Failure refused =
          assertThrows(
              Failure.class,
              () -> {
                for (long step = 0; step < plan.stepsPerEpoch(); step++) {
                  onDisk.at(PARAMETERS, plan.batch(step));
                }
              });
      assertEquals(Failure.Kind.FILES, refused.kind());
      String file = refused.getMessage().split(": ")[0];
      assertEquals(directory, Path.of(file).getParent());
      assertTrue(
          refused.getMessage().startsWith(file + ": spilled rows cannot be read: "),
          refused.getMessage());
      assertTrue(refused.getMessage().contains("spilled rows end at "), refused.getMessage());
    }
  }

  /** By the one way to it that Linux has, as it has no name any more. */
  private void truncateTheFile(long bytes) throws IOException {
    Path opened = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(opened), "only Linux shows what a process has open");
    List<Path> all;
    try (Stream<Path> links = Files.list(opened)) {
      all = links.toList();
    }
    int found = 0;
    for (Path link : all) {
      if (Files.isSymbolicLink(link)
          && Files.readSymbolicLink(link).startsWith(directory.toRealPath())) {
        try (FileChannel file = FileChannel.open(link, StandardOpenOption.WRITE)) {
          file.truncate(bytes);
        }
        found++;
      }
    }
    assertTrue(found > 0, "no file of shards is open");
  }
}

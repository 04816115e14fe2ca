package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.core.training.BatchPlan.Batch;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchPlanTest {
  record Case(long rows, int shards, long batchSize) {}

  static Stream<Case> oddSizes() {
    Random random = new Random(20261121);
    Stream<Case> drawn =
        Stream.generate(
                () -> {
                  long rows = 1 + random.nextInt(random.nextBoolean() ? 40 : 6000);
                  int shards = 1 << random.nextInt(8);
                  long batch = 1 + random.nextInt((int) Math.max(1, rows));
                  return new Case(rows, shards, batch);
                })
            .limit(300);
    Stream<Case> edges =
        Stream.of(
            new Case(1, 1, 1),
            new Case(1, 16, 1),
            new Case(7, 16, 3),
            new Case(1024, 1, 1),
            new Case(1025, 1, 1024),
            new Case(5000, 2, 5000),
            new Case(4097, 4, 1),
            new Case(100, 8, 250));
    return Stream.concat(edges, drawn);
  }

  @ParameterizedTest
  @MethodSource("oddSizes")
  void everyBatchHasExactlyItsRowsAndEveryRowComesOnceAnEpoch(Case c) {
    BatchPlan plan =
        new BatchPlan(new ShardSizes(c.rows, c.shards), c.batchSize, BatchPlan.LastBatch.KEEP, 5);
    BatchAllocation turns = new BatchAllocation(plan.sizes());
    long steps = plan.stepsPerEpoch();
    assertEquals((c.rows + plan.batchSize() - 1) / plan.batchSize(), steps);
    ShuffleOrder[] orders = new ShuffleOrder[c.shards];
    for (int v = 0; v < c.shards; v++) {
      orders[v] = new ShuffleOrder(5, 2, v, plan.sizes().size(v));
    }
    BitSet seen = new BitSet();
    for (long s = 2 * steps; s < 3 * steps; s++) {
      Batch batch = plan.batch(s);
      assertEquals(2, batch.epoch());
      int rows = 0;
      for (int v = 0; v < c.shards; v++) {
        int end = turns.taken(v, batch.to());
        for (int position = turns.taken(v, batch.from()); position < end; position++) {
          int rank = Math.toIntExact(plan.sizes().start(v) + orders[v].rowAt(position));
          assertTrue(!seen.get(rank), () -> "row " + rank + " came twice");
          seen.set(rank);
          rows++;
        }
      }
      boolean last = plan.endsEpoch(s);
      assertEquals(last ? c.rows - (steps - 1) * plan.batchSize() : plan.batchSize(), rows);
    }
    assertEquals(c.rows, seen.cardinality());
  }

  @ParameterizedTest
  @MethodSource("oddSizes")
  void sharesNeverShrinkAndStayWithinARowOfProportion(Case c) {
    ShardSizes sizes = new ShardSizes(c.rows, c.shards);
    BatchAllocation turns = new BatchAllocation(sizes);
    int[] before = new int[c.shards];
    for (long count = 0; count <= c.rows; count++) {
      int sum = 0;
      for (int v = 0; v < c.shards; v++) {
        int taken = turns.taken(v, count);
        assertTrue(taken >= before[v], "a row was given back");
        double fair = (double) count * sizes.size(v) / c.rows;
        assertTrue(
            Math.abs(taken - fair) < 2, "shard " + v + " gave " + taken + " of a fair " + fair);
        before[v] = taken;
        sum += taken;
      }
      assertEquals(count, sum);
    }
    for (int v = 0; v < c.shards; v++) {
      assertEquals(sizes.size(v), before[v]);
    }
  }

  @Test
  void shardSizesDifferByOneAtMostAndAddUp() {
    for (long rows : new long[] {0, 1, 15, 16, 17, 1797, 60_000, 3_000_001}) {
      for (int shards : new int[] {1, 2, 16, 64}) {
        ShardSizes sizes = new ShardSizes(rows, shards);
        int[] all = IntStream.range(0, shards).map(sizes::size).toArray();
        assertEquals(rows, Arrays.stream(all).asLongStream().sum());
        assertTrue(Arrays.stream(all).max().getAsInt() - Arrays.stream(all).min().getAsInt() <= 1);
      }
    }
  }

  @Test
  void theNumberOfShardsFollowsFromTheRowsAlone() {
    long[] rows = {
      0,
      1,
      2,
      3,
      15,
      16,
      150,
      1797,
      60_000,
      131_072,
      131_073,
      200_000,
      3_000_000,
      1_000_000_000_000L
    };
    int[] shards = {1, 1, 2, 2, 8, 16, 16, 16, 16, 16, 32, 32, 512, 1024};
    for (int i = 0; i < rows.length; i++) {
      assertEquals(shards[i], ShardSizes.auto(rows[i]).shards(), "for " + rows[i] + " rows");
    }
  }

  @Test
  void groupsGrowWithTheBatchAndAreBoundedByShardsAndMemory() {
    ShardSizes sizes = new ShardSizes(3_000_000, 512);
    long[] batches = {1, 2, 128, 200, 1024, 4096, 65_536, 3_000_000};
    int[] groups = {1, 1, 8, 8, 16, 32, 128, 512};
    for (int i = 0; i < batches.length; i++) {
      assertEquals(
          groups[i], new BatchPlan(sizes, batches[i], BatchPlan.LastBatch.KEEP, 1).groups(1000));
    }
    assertEquals(
        16,
        new BatchPlan(new ShardSizes(60_000, 16), 60_000, BatchPlan.LastBatch.KEEP, 1)
            .groups(1000));
    assertEquals(4, new BatchPlan(sizes, 65_536, BatchPlan.LastBatch.KEEP, 1).groups(50_000_000));
  }

  @Test
  void theOrderWithinAShardDependsOnSeedEpochAndShardAndIsHadFromAnyPlace() {
    int size = 3000;
    int[] order = order(1, 1, 1, size);
    assertArrayEquals(order, order(1, 1, 1, size));
    for (int[] other : List.of(order(2, 1, 1, size), order(1, 2, 1, size), order(1, 1, 2, size))) {
      assertNotEquals(Arrays.toString(order), Arrays.toString(other));
    }
    ShuffleOrder fresh = new ShuffleOrder(1, 1, 1, size);
    new Random(3)
        .ints(500, 0, size)
        .forEach(position -> assertEquals(order[position], fresh.rowAt(position)));
  }

  @Test
  void aWindowReadsItsOwnChunksOnly() {
    int size = 40 * BatchPlan.CHUNK_ROWS + 17;
    int[] order = order(9, 0, 3, size);
    int window = BatchPlan.CHUNK_ROWS * BatchPlan.WINDOW_CHUNKS;
    long chunks =
        Arrays.stream(order, 0, window - BatchPlan.CHUNK_ROWS + 17)
            .map(row -> row / BatchPlan.CHUNK_ROWS)
            .distinct()
            .count();
    assertTrue(chunks <= BatchPlan.WINDOW_CHUNKS, chunks + " chunks");
  }

  @Test
  void rowsOfAWindowAreMixedAndNotOnlyItsChunks() {
    for (int size : new int[] {100, 1000, 20_000}) {
      int[] order = order(4, 1, 0, size);
      long neighbours = IntStream.range(1, size).filter(i -> order[i] == order[i - 1] + 1).count();
      assertTrue(
          neighbours < size / 20, neighbours + " of " + size + " rows follow their neighbour");
    }
  }

  private static int[] order(long seed, long epoch, int shard, int size) {
    ShuffleOrder order = new ShuffleOrder(seed, epoch, shard, size);
    return IntStream.range(0, size).map(order::rowAt).toArray();
  }

  @Test
  void droppingTheLastBatchLeavesOnlyWholeOnes() {
    BatchPlan plan = new BatchPlan(new ShardSizes(103, 4), 10, BatchPlan.LastBatch.DROP, 1);
    assertEquals(10, plan.stepsPerEpoch());
    assertEquals(10, plan.batch(19).rows());
    assertTrue(plan.endsEpoch(9));
  }

  @Test
  void droppingTheOnlyBatchIsRefused() {
    Failure failure =
        assertThrows(
            Failure.class,
            () -> new BatchPlan(new ShardSizes(9, 1), 10, BatchPlan.LastBatch.DROP, 1));
    assertEquals(Failure.Kind.DATA, failure.kind());
  }

  @Test
  void aScaledBatchIsDividedByTheWeightOfAFullOne() {
    ShardSizes sizes = new ShardSizes(103, 4);
    assertEquals(
        10 * 1.5, new BatchPlan(sizes, 10, BatchPlan.LastBatch.SCALE, 1).fullBatchWeight(154.5));
    assertEquals(0, new BatchPlan(sizes, 10, BatchPlan.LastBatch.KEEP, 1).fullBatchWeight(154.5));
  }

  @Test
  void aBatchIsFullWhereAllRowsAreFewerThanTheBatchSize() {
    BatchPlan plan = new BatchPlan(new ShardSizes(9, 1), 10, BatchPlan.LastBatch.SCALE, 1);
    assertEquals(1, plan.stepsPerEpoch());
    assertEquals(9, plan.fullBatchWeight(9));
  }
}

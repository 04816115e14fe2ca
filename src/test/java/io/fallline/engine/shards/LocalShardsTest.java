package io.fallline.engine.shards;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import io.fallline.testing.LocalSpark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalShardsTest {
  private static final List<Shard> SHARDS =
      ShardFixtures.random(new ShardSizes(3_001, 8), 5, false, 1);

  /** What a task had; tasks of a local master share it with the test. */
  private static final AtomicReference<Shard> HAD = new AtomicReference<>();

  private final JavaRDD<Shard> kept =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext()).parallelize(SHARDS, 4);

  @AfterEach
  void forget() {
    kept.unpersist(true);
    HAD.set(null);
  }

  @Test
  void shardsThatSparkHasOnDiskAreReadFromThere() {
    assertEquals(true, onDisk(StorageLevel.DISK_ONLY(), Long.MAX_VALUE - 1));
  }

  @Test
  void shardsThatFitAreInMemory() {
    assertEquals(false, onDisk(StorageLevel.MEMORY_ONLY(), Long.MAX_VALUE - 1));
  }

  /** Tasks of a local master run in this process: there is no second copy of what Spark keeps. */
  @Test
  void shardsThatSparkKeepsInThisProcessAreTakenAsTheyAre() {
    JavaRDD<Shard> packed = kept.map(shard -> shard).persist(StorageLevel.MEMORY_ONLY());
    packed.foreach(shard -> HAD.compareAndSet(null, shard.index() == 0 ? shard : null));
    packed.count();
    Shard first = LocalShards.collected(packed).get(0);
    assertSame(HAD.get(), first);
    assertSame(first, LocalShards.collected(packed).get(0));
    packed.unpersist(true);
    assertNotSame(first, LocalShards.collected(packed).get(0));
  }

  @Test
  void shardsThatDoNotFitAreReadFromDisk() {
    assertEquals(true, onDisk(StorageLevel.MEMORY_ONLY(), 1000));
  }

  @Test
  void rowsOnDiskAreReadAheadByOneTrainingAtATimeIfTheHeapHasRoom() {
    kept.persist(StorageLevel.DISK_ONLY()).count();
    Map<DataSplit, JavaRDD<Shard>> rows = Map.of(DataSplit.TRAIN, kept);
    try (LocalShards first = LocalShards.of(rows, 0);
        LocalShards second = LocalShards.of(rows, 0)) {
      String noRoom = first.readAhead(Long.MAX_VALUE / 2).orElseThrow();
      assertEquals(
          "rows on disk are not read ahead: that takes 0 MiB, and 0 MiB of the heap are free for it;"
              + " a larger spark.driver.memory makes reading them faster",
          noRoom);
      assertEquals(Optional.empty(), first.readAhead(0));
      assertEquals(
          Optional.of("rows on disk are not read ahead, as another training's are"),
          second.readAhead(0));
      first.close();
      assertEquals(Optional.empty(), second.readAhead(0), "the first one has given it back");
    }
  }

  @Test
  void rowsInMemoryNeedNotBeReadAhead() {
    kept.persist(StorageLevel.MEMORY_ONLY()).count();
    try (LocalShards local = LocalShards.of(Map.of(DataSplit.TRAIN, kept), Long.MAX_VALUE - 1)) {
      assertEquals(Optional.empty(), local.readAhead(Long.MAX_VALUE / 2));
    }
  }

  private boolean onDisk(StorageLevel level, long mostBytes) {
    kept.persist(level).count();
    try (LocalShards local = LocalShards.of(Map.of(DataSplit.TRAIN, kept), mostBytes)) {
      List<Shard> found = local.shards().get(DataSplit.TRAIN);
      assertEquals(SHARDS.size(), found.size());
      for (int v = 0; v < found.size(); v++) {
        assertEquals(v, found.get(v).index());
        for (int i = 0; i < found.get(v).chunks().size(); i++) {
          assertArrayEquals(
              SHARDS.get(v).chunks().get(i).values(), found.get(v).chunks().get(i).values());
        }
      }
      return local.areOnDisk();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatATaskHasOnDiskIsGoneWithTheTask(boolean fails) {
    JavaRDD<Integer> sizes =
        kept.coalesce(1)
            .mapPartitions(
                shards -> {
                  List<Shard> spilled = SpilledShards.inTask(shards, TaskContext.get());
                  HAD.set(spilled.get(0));
                  int size = spilled.get(0).chunks().get(0).size();
                  if (fails) {
                    throw new IllegalStateException("a task that fails");
                  }
                  return List.of(size).iterator();
                });
    if (fails) {
      assertThrows(SparkException.class, sizes::collect);
    } else {
      assertEquals(List.of(128), sizes.collect());
    }
    assertThrows(IllegalStateException.class, () -> HAD.get().chunks().get(0));
  }
}

package io.fallline.spark;

import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;

/**
 * The shards of a training in this process, for the engine {@code local}: in its memory, or in
 * files where they are too large for that or Spark has some on disk.
 */
public final class LocalShards implements AutoCloseable {
  private final Map<DataSplit, List<Shard>> shards = new EnumMap<>(DataSplit.class);
  private final List<SpilledShards> spilled = new ArrayList<>();

  private LocalShards() {}

  /**
   * @param kept by Spark, all of them
   * @param mostBytes of what is taken into memory
   */
  public static LocalShards of(Map<DataSplit, JavaRDD<Shard>> kept, long mostBytes) {
    boolean spill =
        ShardStorage.someAreOnDisk(kept) || ShardStorage.bytesInMemory(kept) > mostBytes;
    LocalShards local = new LocalShards();
    try {
      kept.forEach(
          (part, rdd) -> local.shards.put(part, spill ? local.spilled(rdd) : collected(rdd)));
      return local;
    } catch (RuntimeException failed) {
      local.close();
      throw failed;
    }
  }

  public Map<DataSplit, List<Shard>> shards() {
    return shards;
  }

  public boolean areOnDisk() {
    return !spilled.isEmpty();
  }

  @Override
  public void close() {
    spilled.forEach(SpilledShards::close);
  }

  private List<Shard> spilled(JavaRDD<Shard> rdd) {
    SpilledShards file = SpilledShards.of(rdd.toLocalIterator(), SpillDirectory.of(spilled.size()));
    spilled.add(file);
    return file.shards();
  }

  private static List<Shard> collected(JavaRDD<Shard> rdd) {
    return CollectedShards.of(rdd);
  }
}

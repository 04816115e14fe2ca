package io.fallline.spark;

import io.fallline.core.training.Shard;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;

/** Brings shards to the driver, for the engine {@code local}. */
public final class CollectedShards {
  /** Partitions fetched by one job: few enough to stay below {@code spark.driver.maxResultSize}. */
  private static final int PARTITIONS = 4;

  private static final String KRYO = "org.apache.spark.serializer.KryoSerializer";

  private CollectedShards() {}

  /**
   * Whether a partition of so many bytes can come as the result of a task: Kryo's buffer is
   * bounded.
   */
  public static boolean canBring(SparkContext context, long bytes) {
    return !context.conf().get("spark.serializer", "").equals(KRYO)
        || bytes < context.conf().getSizeAsBytes("spark.kryoserializer.buffer.max", "64m") / 2;
  }

  /** All shards, in order. */
  public static List<Shard> of(JavaRDD<Shard> shards) {
    List<Shard> collected = new ArrayList<>();
    int partitions = shards.getNumPartitions();
    for (int from = 0; from < partitions; from += PARTITIONS) {
      int[] wave = new int[Math.min(PARTITIONS, partitions - from)];
      for (int i = 0; i < wave.length; i++) {
        wave[i] = from + i;
      }
      for (List<Shard> partition : shards.collectPartitions(wave)) {
        collected.addAll(partition);
      }
    }
    return collected;
  }
}

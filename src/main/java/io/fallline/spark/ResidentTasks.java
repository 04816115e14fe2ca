package io.fallline.spark;

import io.fallline.core.train.Part;
import io.fallline.core.train.Shard;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;

/** Whether tasks can stay for long, which is not so everywhere. */
public final class ResidentTasks {
  private ResidentTasks() {}

  /** What speaks against resident tasks in this Spark application, in words. */
  public static Optional<String> obstacle(SparkContext context) {
    SparkConf conf = context.conf();
    if (conf.getBoolean("spark.speculation", false)) {
      return Optional.of("spark.speculation is on, whose second copies would end the first ones");
    }
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return Optional.of("spark.dynamicAllocation.enabled is on, and executors come and go");
    }
    if (conf.get("spark.scheduler.mode", "FIFO").equalsIgnoreCase("FAIR")) {
      return Optional.of("spark.scheduler.mode is FAIR, and resident tasks share with nobody");
    }
    if (!Exchanges.isEmpty()) {
      return Optional.of("another training of this Spark application has resident tasks");
    }
    return Optional.empty();
  }

  /** What speaks against holding these shards, which Spark keeps, in memory. */
  public static Optional<String> obstacle(Map<Part, JavaRDD<Shard>> shards) {
    Set<Integer> ids = shards.values().stream().map(JavaRDD::id).collect(Collectors.toSet());
    SparkContext context = shards.get(Part.TRAIN).context();
    boolean onDisk =
        Arrays.stream(context.getRDDStorageInfo())
            .anyMatch(info -> ids.contains(info.id()) && info.diskSize() > 0);
    return onDisk
        ? Optional.of("some shards are on disk, and resident tasks hold all in memory")
        : Optional.empty();
  }
}

package io.fallline.engine.shards;

import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.RDDInfo;

/** The storage of the shards that Spark keeps, as Spark reports it once they have been made. */
public final class ShardStorageStatus {
  private ShardStorageStatus() {}

  /** Whether some are on disk: Spark had no room for them in memory, or was told so. */
  public static boolean someAreOnDisk(Map<DataSplit, JavaRDD<Shard>> kept) {
    return infos(kept).stream().anyMatch(info -> info.diskSize() > 0);
  }

  /** What they take in the memory of all executors. */
  static long bytesInMemory(Map<DataSplit, JavaRDD<Shard>> kept) {
    return infos(kept).stream().mapToLong(RDDInfo::memSize).sum();
  }

  private static List<RDDInfo> infos(Map<DataSplit, JavaRDD<Shard>> kept) {
    if (kept.isEmpty()) {
      return List.of();
    }
    Set<Integer> ids = kept.values().stream().map(JavaRDD::id).collect(Collectors.toSet());
    RDDInfo[] all = kept.values().iterator().next().context().getRDDStorageInfo();
    return Arrays.stream(all).filter(info -> ids.contains(info.id())).toList();
  }
}

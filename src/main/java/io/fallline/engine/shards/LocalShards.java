package io.fallline.engine.shards;

import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockResult;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.RDDInfo;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The shards of a training in this process, for the engine {@code local}: in its memory, or in
 * files where they are too large for that or Spark has some on disk.
 */
public final class LocalShards implements AutoCloseable {
  /** Partitions fetched by one job: few enough to stay below {@code spark.driver.maxResultSize}. */
  private static final int PARTITIONS = 4;

  private static final String KRYO = "org.apache.spark.serializer.KryoSerializer";

  private final Map<DataSplit, List<Shard>> shards = new EnumMap<>(DataSplit.class);
  private final Map<DataSplit, SpilledShards> spilled = new EnumMap<>(DataSplit.class);
  private Optional<HeapForWindows> heap = Optional.empty();

  private LocalShards() {}

  /**
   * @param kept by Spark, all of them
   * @param mostBytes of what is taken into memory
   */
  public static LocalShards of(Map<DataSplit, JavaRDD<Shard>> kept, long mostBytes) {
    boolean spill = someAreOnDisk(kept) || bytesInMemory(kept) > mostBytes;
    LocalShards local = new LocalShards();
    try {
      kept.forEach(
          (split, rdd) ->
              local.shards.put(split, spill ? local.spilled(rdd, split) : collected(rdd)));
      return local;
    } catch (Throwable failed) { // Scala throws checked exceptions that no signature names
      local.closeAfter(failed);
      throw failed;
    }
  }

  private void closeAfter(Throwable failed) {
    try {
      close();
    } catch (RuntimeException alsoFailed) {
      failed.addSuppressed(alsoFailed);
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
    heap.ifPresent(HeapForWindows::close);
    RuntimeException failure = null;
    for (SpilledShards each : spilled.values()) {
      try {
        each.close();
      } catch (RuntimeException failed) {
        if (failure == null) {
          failure = failed;
        } else {
          failure.addSuppressed(failed);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private List<Shard> spilled(JavaRDD<Shard> rdd, DataSplit split) {
    long mostBytesCached =
        split == DataSplit.TRAIN ? SpilledShards.mostBytesCached() : Long.MAX_VALUE;
    SpilledShards file =
        SpilledShards.inSparkDirectory(rdd.toLocalIterator(), spilled.size(), mostBytesCached);
    spilled.put(split, file);
    return file.shards();
  }

  /**
   * Lets rows that are on disk be read before their turn, if the heap has room for that beside a
   * model that takes so many bytes of it.
   *
   * @return why they are not; empty if they are, or are in memory
   */
  public Optional<String> readAhead(long bytesOfModel) {
    SpilledShards rows = spilled.get(DataSplit.TRAIN); // the others are read as they stand
    if (rows == null) {
      return Optional.empty();
    }
    heap = HeapForWindows.take();
    if (heap.isEmpty()) {
      return Optional.of("rows on disk are not read ahead, as another training's are");
    }
    long mostBytes = heap.get().mostBytes(bytesOfModel);
    long leastBytes = rows.leastBytesToReadAhead();
    if (leastBytes == Long.MAX_VALUE) {
      heap.get().close();
      return Optional.of("rows on disk are not read ahead, as 1,024 of them are more than 2 GiB");
    }
    if (leastBytes > mostBytes) {
      heap.get().close(); // another training may have it
      return Optional.of(
          String.format(
              Locale.ROOT,
              "rows on disk are not read ahead: that takes %,d MiB, and %,d MiB of the heap are free"
                  + " for it; a larger spark.driver.memory makes reading them faster",
              leastBytes >> 20,
              mostBytes >> 20));
    }
    rows.readAhead(mostBytes);
    return Optional.empty();
  }

  /** All shards, in order, in memory: those that Spark keeps in this process, or copies of them. */
  public static List<Shard> collected(JavaRDD<Shard> shards) {
    List<Shard> collected = new ArrayList<>();
    int partitions = shards.getNumPartitions();
    if (JavaSparkContext.fromSparkContext(shards.context()).isLocal() && areHere(shards)) {
      for (int partition = 0; partition < partitions; partition++) {
        here(shards, partition).forEachRemaining(collected::add);
      }
      return collected;
    }
    for (int from = 0; from < partitions; from += PARTITIONS) {
      int[] wave = IntStream.range(from, Math.min(from + PARTITIONS, partitions)).toArray();
      for (List<Shard> partition : shards.collectPartitions(wave)) {
        collected.addAll(partition);
      }
    }
    return collected;
  }

  /** Whether this process has every partition in memory; a local master's tasks run in it. */
  private static boolean areHere(JavaRDD<Shard> shards) {
    BlockManager blocks = SparkEnv.get().blockManager();
    return IntStream.range(0, shards.getNumPartitions())
        .mapToObj(partition -> blocks.getStatus(new RDDBlockId(shards.id(), partition)))
        .allMatch(status -> status.isDefined() && status.get().memSize() > 0);
  }

  @SuppressWarnings("unchecked") // Spark keeps what the RDD has
  private static Iterator<Shard> here(JavaRDD<Shard> shards, int partition) {
    Option<BlockResult> kept =
        SparkEnv.get().blockManager().getLocalValues(new RDDBlockId(shards.id(), partition));
    if (kept.isEmpty()) { // it has moved since
      return shards.collectPartitions(new int[] {partition})[0].iterator();
    }
    return CollectionConverters.asJava(
        (scala.collection.Iterator<Shard>) (Object) kept.get().data());
  }

  /**
   * Whether a partition of so many bytes can come as the result of a task: Kryo's buffer is
   * bounded.
   */
  public static boolean canBring(SparkContext context, long bytes) {
    return !context.conf().get("spark.serializer", "").equals(KRYO)
        || bytes < context.conf().getSizeAsBytes("spark.kryoserializer.buffer.max", "64m") / 2;
  }

  /** Whether Spark has some shards on disk: it had no room for them in memory, or was told so. */
  public static boolean someAreOnDisk(Map<DataSplit, JavaRDD<Shard>> kept) {
    return infos(kept).stream().anyMatch(info -> info.diskSize() > 0);
  }

  /** What they take in the memory and on the disks of all executors. */
  public static long bytesKept(Map<DataSplit, JavaRDD<Shard>> kept) {
    return infos(kept).stream().mapToLong(info -> info.memSize() + info.diskSize()).sum();
  }

  /** What they take in the memory of all executors. */
  private static long bytesInMemory(Map<DataSplit, JavaRDD<Shard>> kept) {
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

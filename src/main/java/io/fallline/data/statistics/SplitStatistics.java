package io.fallline.data.statistics;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.serialization.JavaSerialization;
import io.fallline.core.training.ShardSizes;
import io.fallline.data.partitions.MappedPartitions;
import io.fallline.data.partitions.PartitionResults;
import io.fallline.data.records.RankRangeRDD.SplitRowCutter;
import io.fallline.data.records.RecordSlice;
import io.fallline.data.statistics.RecordStatistics.StatisticsPlan;
import io.fallline.model.Fingerprint;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.spark.api.java.JavaRDD;

/**
 * The float64 sums over the rows of a split, added along the shard tree, and the digest of its
 * records.
 *
 * @param digests SHA-256 of the records of each digest block, in order
 * @param checksums of the records of each shard
 */
public record SplitStatistics(ShardStatistics statistics, List<byte[]> digests, int[] checksums) {
  private static final long MOST_BYTES_OF_SUMS = 256L << 20;
  private static final int BYTES_OF_AN_INPUT = 64;
  private static final int FEWEST_TASKS = 8; // or as many as there are cores
  private static final int ROWS_OF_A_TASK = 4096;
  private static final int MOST_ROWS_OF_A_TASK = 1 << 17;
  private static final int TASKS_OF_A_CORE = 4;

  /** What one task found, travelling to the driver. */
  private record Found(ShardStatistics statistics, ArrayList<byte[]> digests, int[] checksums)
      implements Serializable {}

  /** Rows of a split, in order, and what is counted of them. */
  public record Summation(SplitRowCutter rows, ShardSizes sizes, StatisticsPlan counting) {
    private ShardSizes blocks() {
      return ShardSizes.auto(sizes.rows());
    }

    private ShardSizes runs() {
      return new ShardSizes(sizes.rows(), tasks(sizes, blocks(), counting, rows.cores()));
    }

    private JavaRDD<byte[]> found(ShardSizes runs) {
      ShardSizes shards = sizes;
      ShardSizes blocks = blocks();
      StatisticsPlan plan = counting;
      return MappedPartitions.of(
          rows.cut(runs),
          (task, records) ->
              List.of(JavaSerialization.bytes(sum(task, records, runs, shards, blocks, plan)))
                  .iterator());
    }
  }

  /** Sums up and digests splits in one job; any number of tasks gives the same bits. */
  public static List<SplitStatistics> of(List<Summation> splits) {
    List<ShardSizes> runs = splits.stream().map(Summation::runs).toList(); // once: cores may come
    JavaRDD<byte[]> all = null;
    for (int i = 0; i < splits.size(); i++) {
      JavaRDD<byte[]> some = splits.get(i).found(runs.get(i));
      all = all == null ? some : all.union(some);
    }
    List<byte[]> found = PartitionResults.all(all);
    List<SplitStatistics> statistics = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < splits.size(); i++) {
      int end = first + runs.get(i).shards();
      statistics.add(of(splits.get(i).sizes, found.subList(first, end)));
      first = end;
    }
    return statistics;
  }

  private static SplitStatistics of(ShardSizes sizes, List<byte[]> found) {
    TreeReduction<ShardStatistics> tree = new TreeReduction<>(ShardStatistics::add);
    List<byte[]> digests = new ArrayList<>();
    int[] checksums = new int[sizes.shards()];
    for (int task = 0; task < found.size(); task++) {
      Found one = JavaSerialization.value(found.get(task), Found.class);
      // each the sum of a complete subtree, so this is the rest of the shard tree
      tree.addLeaf(task, one.statistics);
      digests.addAll(one.digests);
      int each = one.checksums.length;
      System.arraycopy(one.checksums, 0, checksums, task * each, each);
    }
    return new SplitStatistics(tree.total().ofAllNumbers(), digests, checksums);
  }

  /**
   * A power of two that divides shards and blocks; small for few rows, and where sums are wide. A
   * bucket is sorted by every task that reads of it, so there are few more than keep all cores
   * busy.
   */
  private static int tasks(
      ShardSizes sizes, ShardSizes blocks, StatisticsPlan counting, int cores) {
    int tasks = Math.min(sizes.shards(), blocks.shards());
    while (tasks > 1 && sizes.rows() / tasks < ROWS_OF_A_TASK) {
      tasks /= 2;
    }
    while (tasks / 2 >= TASKS_OF_A_CORE * cores && sizes.rows() / tasks < MOST_ROWS_OF_A_TASK) {
      tasks /= 2;
    }
    while (tasks / 2 >= Math.min(FEWEST_TASKS, cores)
        && (long) tasks * counting.numbers() * BYTES_OF_AN_INPUT > MOST_BYTES_OF_SUMS) {
      tasks /= 2;
    }
    return tasks;
  }

  private static Found sum(
      int task,
      Iterator<RecordSlice> records,
      ShardSizes runs,
      ShardSizes shards,
      ShardSizes blocks,
      StatisticsPlan counting) {
    int each = shards.shards() / runs.shards();
    int eachBlock = blocks.shards() / runs.shards();
    TreeReduction<ShardStatistics> tree = new TreeReduction<>(ShardStatistics::add);
    ArrayList<byte[]> digests = new ArrayList<>();
    MessageDigest digest = Fingerprint.sha256();
    RecordStatistics counter = counting.start();
    int[] checksums = new int[each];
    CRC32C checksum = new CRC32C();
    long rank = runs.start(task);
    int block = task * eachBlock;
    for (int shard = task * each; shard < (task + 1) * each; shard++) {
      counter.begin();
      checksum.reset();
      for (long end = shards.start(shard + 1); rank < end; rank++) {
        while (rank == blocks.start(block + 1)) {
          digests.add(digest.digest());
          block++;
        }
        RecordSlice record = records.next();
        digest.update(record.bytes(), record.start(), record.length());
        checksum.update(record.bytes(), record.start(), record.length());
        counter.count(record);
      }
      checksums[shard - task * each] = (int) checksum.getValue();
      tree.addLeaf(shard - task * each, counter.statistics());
    }
    for (; block < (task + 1) * eachBlock; block++) {
      digests.add(digest.digest());
    }
    return new Found(tree.total(), digests, checksums);
  }
}

package io.fallline.data;

import io.fallline.core.train.ShardSizes;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * The float64 sums of a part, folded along the shard tree, and its digest.
 *
 * @param digests SHA-256 of the records of each digest block, in order
 */
record Statistics(ShardFacts facts, List<byte[]> digests) {
  private static final long MOST_BYTES_OF_SUMS = 256L << 20;
  private static final int BYTES_OF_AN_INPUT = 48;
  private static final int FEWEST_TASKS = 8;

  /** What one task found, travelling to the driver. */
  private record Found(ShardFacts facts, ArrayList<byte[]> digests) implements Serializable {}

  /**
   * @param moments whether numeric inputs are summed up as well; only training rows are learnt from
   */
  static Statistics of(RowRanks ranks, ShardSizes sizes, Counting counting) {
    ShardSizes blocks = ShardSizes.auto(sizes.rows());
    int tasks = Math.min(sizes.shards(), blocks.shards());
    while (tasks > FEWEST_TASKS && (long) tasks * counting.numbers() * BYTES_OF_AN_INPUT > MOST_BYTES_OF_SUMS) {
      tasks /= 2;
    }
    ShardSizes runs = new ShardSizes(sizes.rows(), tasks);
    JavaRDD<byte[]> rows = ranks.cut(runs);
    List<byte[]> found =
        rows.mapPartitionsWithIndex(
                (task, records) -> List.of(Wire.bytes(sum(task, records, runs, sizes, blocks, counting))).iterator(),
                true)
            .collect();
    TreeFold<ShardFacts> tree = new TreeFold<>(ShardFacts::add);
    List<byte[]> digests = new ArrayList<>();
    for (byte[] bytes : found) {
      Found one = Wire.value(bytes, Found.class);
      tree.add(one.facts);
      digests.addAll(one.digests);
    }
    return new Statistics(tree.total(), digests);
  }

  private static Found sum(
      int task, Iterator<byte[]> records, ShardSizes runs, ShardSizes shards, ShardSizes blocks, Counting counting) {
    int each = shards.shards() / runs.shards();
    int eachBlock = blocks.shards() / runs.shards();
    TreeFold<ShardFacts> tree = new TreeFold<>(ShardFacts::add);
    ArrayList<byte[]> digests = new ArrayList<>();
    MessageDigest digest = sha256();
    RecordCounter counter = counting.start();
    long rank = runs.start(task);
    int block = task * eachBlock;
    for (int shard = task * each; shard < (task + 1) * each; shard++) {
      counter.begin();
      for (long end = shards.start(shard + 1); rank < end; rank++) {
        while (rank == blocks.start(block + 1)) {
          digests.add(digest.digest());
          block++;
        }
        byte[] record = records.next();
        digest.update(record);
        counter.count(record);
      }
      tree.add(counter.facts());
    }
    for (; block < (task + 1) * eachBlock; block++) {
      digests.add(digest.digest());
    }
    return new Found(tree.total(), digests);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}

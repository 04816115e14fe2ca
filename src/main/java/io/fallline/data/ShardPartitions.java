package io.fallline.data;

import io.fallline.core.training.ShardSizes;

/**
 * Over how many partitions the shards of a part are spread, which does not matter to any result.
 * Looking up a partition costs a task as much as a small batch's arithmetic, and packing it a task;
 * but Spark moves whole partitions between memory, disk and executors.
 */
final class ShardPartitions {
  /** Enough to spread them evenly, and for Spark to move only some of them to disk. */
  private static final int PARTITIONS_OF_A_CORE = 8;

  /** Fewer rows are not worth a task of their own, once every core has one. */
  private static final int FEWEST_ROWS = 4096;

  /** A task has a partition in memory that comes from disk. */
  private static final long MOST_BYTES = 32L << 20;

  private static final int BYTES_OF_A_SPARSE_ROW = 512;

  private ShardPartitions() {}

  /** A power of two, at most as many as there are shards. */
  static int of(ShardSizes sizes, Encoding encoding, int cores) {
    long bytesOfRow =
        encoding.sparse() ? BYTES_OF_A_SPARSE_ROW : (long) Float.BYTES * encoding.inputs();
    long byCores = Integer.highestOneBit(PARTITIONS_OF_A_CORE * cores);
    long byRows = Math.max(powerOfTwoFrom(cores), Long.highestOneBit(sizes.rows() / FEWEST_ROWS));
    long byBytes = powerOfTwoFrom(sizes.rows() * bytesOfRow / MOST_BYTES);
    return (int) Math.min(sizes.shards(), Math.max(byBytes, Math.min(byCores, byRows)));
  }

  /** The least power of two that is not less. */
  private static long powerOfTwoFrom(long number) {
    return number <= 1 ? 1 : Long.highestOneBit(number - 1) << 1;
  }
}

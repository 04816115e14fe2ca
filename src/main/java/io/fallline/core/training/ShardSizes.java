package io.fallline.core.training;

import java.io.Serializable;

/**
 * The sizes of all shards: rank r of the canonical order belongs to the shard v with
 * ⌊v·rows/shards⌋ ≤ r &lt; ⌊(v+1)·rows/shards⌋, so sizes differ by one at most.
 *
 * @param rows all rows
 * @param shards V, a power of two
 */
public record ShardSizes(long rows, int shards) implements Serializable {
  private static final int ROWS_OF_A_SHARD = 8192;
  private static final int FEWEST = 16;
  private static final int MOST = 1024;

  public ShardSizes {
    if (rows < 0 || shards < 1 || Integer.bitCount(shards) != 1) {
      throw new IllegalArgumentException(
          "expected a power of two of shards, found " + shards + " for " + rows + " rows");
    }
  }

  /**
   * As many shards as the row count alone suggests; never looks at the cluster, which must not
   * change results.
   */
  public static ShardSizes auto(long rows) {
    long wanted = Math.max(FEWEST, Math.min(MOST, (rows + ROWS_OF_A_SHARD - 1) / ROWS_OF_A_SHARD));
    long powerOfTwo = Long.highestOneBit(2 * wanted - 1);
    return new ShardSizes(rows, (int) Long.highestOneBit(Math.max(1, Math.min(powerOfTwo, rows))));
  }

  /** The rank of the first row of shard v. */
  public long start(int shard) {
    return Math.floorDiv(Math.multiplyExact(rows, shard), shards);
  }

  public int size(int shard) {
    return Math.toIntExact(start(shard + 1) - start(shard));
  }
}

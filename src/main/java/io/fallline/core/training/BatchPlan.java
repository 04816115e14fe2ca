package io.fallline.core.training;

import io.fallline.core.failure.Failure;
import java.io.Serializable;

/**
 * The plan of batches: which rows each step takes, and what it divides their gradients by. An epoch
 * visits every row once; step s of it takes exactly B rows over all shards, the last step what is
 * left.
 *
 * @param sizes the shards of the training rows
 * @param batchSize B, at most the number of rows
 * @param lastBatch what becomes of a last batch with fewer than B rows
 * @param seed decides the order within shards
 */
public record BatchPlan(ShardSizes sizes, long batchSize, LastBatch lastBatch, long seed)
    implements Serializable {
  /** What becomes of an epoch's last batch, which may be smaller: {@code training.lastBatch}. */
  public enum LastBatch {
    /** Its gradient is the mean over its own rows. */
    KEEP,
    /** It is left out; an epoch has one step less. */
    DROP,
    /**
     * Every batch is divided by the weight of a full one, so that a row counts the same in each.
     */
    SCALE
  }

  /**
   * Rows of a chunk, the unit in which a shard is packed and read. A constant: changing it changes
   * every result.
   */
  public static final int CHUNK_ROWS = 128;

  /** Chunks within which rows are mixed. A constant for the same reason. */
  public static final int WINDOW_CHUNKS = 8;

  private static final long MOST_GROUP_FLOATS = 1L << 28;

  /** From here on, to add a group's gradient up costs as much as the gradient of many rows. */
  private static final int MANY_PARAMETERS = 1 << 14;

  public BatchPlan {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size " + batchSize);
    }
    if (sizes.rows() == 0) {
      throw Failure.data("there are no training rows");
    }
    if (lastBatch == LastBatch.DROP && sizes.rows() < batchSize) {
      throw Failure.data(
          "training.lastBatch = \"drop\" leaves nothing to train on: there are %s training rows, fewer "
              + "than one batch of %s",
          sizes.rows(), batchSize);
    }
    batchSize = Math.min(batchSize, sizes.rows());
  }

  public long stepsPerEpoch() {
    long whole = sizes.rows() / batchSize;
    boolean isWhole = lastBatch == LastBatch.DROP || sizes.rows() % batchSize == 0;
    return isWhole ? whole : whole + 1;
  }

  /**
   * What the gradient sum of every batch is divided by: B times the mean weight of a row; 0 where
   * it is the weight of the batch's own rows.
   *
   * @param weight of all training rows
   */
  public double fullBatchWeight(double weight) {
    return lastBatch == LastBatch.SCALE ? batchSize * (weight / sizes.rows()) : 0;
  }

  /**
   * @param step from 0, over all epochs
   */
  public Batch batch(long step) {
    long epoch = step / stepsPerEpoch();
    long from = step % stepsPerEpoch() * batchSize;
    return new Batch(step, epoch, from, Math.min(from + batchSize, sizes.rows()));
  }

  /** Whether this step, from 0, is the last one of its epoch. */
  public boolean endsEpoch(long step) {
    return (step + 1) % stepsPerEpoch() == 0;
  }

  /**
   * G, how many groups of adjacent shards the arithmetic of a step runs over: enough of them to run
   * in parallel, few enough that the rows of each make a decent matrix product, and no more
   * gradients than fit into memory.
   */
  public int groups(int parameters) {
    long byBatch = (long) Math.sqrt(batchSize / (parameters < MANY_PARAMETERS ? 2.0 : 8.0));
    long byMemory = MOST_GROUP_FLOATS / parameters;
    long groups = Math.min(sizes.shards(), Math.max(1, Math.min(byBatch, byMemory)));
    return (int) Long.highestOneBit(groups);
  }

  /**
   * The rows of one step: those from {@code from} (inclusive) to {@code to} (exclusive) of its
   * epoch.
   *
   * @param step from 0, over all epochs
   * @param epoch from 0
   */
  public record Batch(long step, long epoch, long from, long to) implements Serializable {
    public long rows() {
      return to - from;
    }
  }
}

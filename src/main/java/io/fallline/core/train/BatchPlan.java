package io.fallline.core.train;

public final class BatchPlan {
  /** Rows of a chunk, the unit in which a shard is packed and read. A constant: changing it changes every result. */
  public static final int CHUNK_ROWS = 128;

  private BatchPlan() {}
}

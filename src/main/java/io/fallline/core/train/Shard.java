package io.fallline.core.train;

import io.fallline.core.model.Rows;
import java.io.Serializable;
import java.util.List;

/** One of the V equal runs of the canonical order, packed. */
public final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final List<Rows> chunks;
  private final int size;

  // remembered between the steps of an epoch; whoever has the shard anew computes it again
  private transient volatile EpochOrder order;

  /**
   * @param index its number among the V shards
   * @param chunks every chunk but the last has {@link BatchPlan#CHUNK_ROWS} rows
   */
  public Shard(int index, List<Rows> chunks) {
    this.index = index;
    this.chunks = chunks;
    this.size = chunks.stream().mapToInt(Rows::size).sum();
  }

  public int index() {
    return index;
  }

  public List<Rows> chunks() {
    return chunks;
  }

  public int size() {
    return size;
  }

  /** The order of its rows within this epoch. */
  EpochOrder order(long seed, long epoch) {
    EpochOrder known = order;
    if (known == null || !known.isFor(seed, epoch)) {
      known = new EpochOrder(seed, epoch, index, size);
      order = known;
    }
    return known;
  }
}

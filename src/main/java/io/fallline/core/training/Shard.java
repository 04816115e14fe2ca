package io.fallline.core.training;

import io.fallline.core.model.RowBatch;
import java.io.Serializable;
import java.util.List;

/** One of the V equal runs of the canonical order, packed. */
public final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final List<RowBatch> chunks;
  private final int size;

  // kept between the steps of an epoch; a shard that Spark reads again computes it again
  private transient volatile ShuffleOrder order;

  /**
   * @param index its number among the V shards
   * @param chunks every chunk but the last has {@link BatchPlan#CHUNK_ROWS} rows
   */
  public Shard(int index, List<RowBatch> chunks) {
    this.index = index;
    this.chunks = chunks;
    this.size = chunks.stream().mapToInt(RowBatch::size).sum();
  }

  private Shard(int index, SpilledChunks chunks) {
    this.index = index;
    this.chunks = chunks;
    this.size = chunks.rows();
  }

  /** A shard whose rows are elsewhere, to be read where they are asked for. It cannot travel. */
  public static Shard spilled(int index, List<ChunkBytes> chunks) {
    return new Shard(index, new SpilledChunks(chunks));
  }

  public int index() {
    return index;
  }

  public List<RowBatch> chunks() {
    return chunks;
  }

  public int size() {
    return size;
  }

  /** Hands over a row, by its number in the shard. */
  void gather(int row, MiniBatchAssembler into) {
    int chunk = row / BatchPlan.CHUNK_ROWS;
    int rowOfChunk = row % BatchPlan.CHUNK_ROWS;
    if (chunks instanceof SpilledChunks spilled) {
      spilled.gather(chunk, rowOfChunk, into);
    } else {
      into.add(chunks.get(chunk), rowOfChunk);
    }
  }

  /** The order of its rows within this epoch. */
  ShuffleOrder order(long seed, long epoch) {
    ShuffleOrder known = order;
    if (known == null || !known.isFor(seed, epoch)) {
      known = new ShuffleOrder(seed, epoch, index, size);
      order = known;
    }
    return known;
  }
}

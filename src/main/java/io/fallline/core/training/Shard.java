package io.fallline.core.training;

import io.fallline.core.network.PackedRows;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** A shard: one of V equal runs of the canonical order of rows, packed. */
public final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final List<PackedRows> chunks;
  private final int size;

  // kept between the steps of an epoch; a shard that Spark reads again computes it again
  private transient volatile ShuffleOrder order;

  /**
   * @param index its number among the V shards
   * @param chunks every chunk but the last has {@link BatchPlan#CHUNK_ROWS} rows
   */
  public Shard(int index, List<PackedRows> chunks) {
    this.index = index;
    this.chunks = chunks;
    this.size = chunks.stream().mapToInt(PackedRows::size).sum();
  }

  private Shard(int index, SpilledChunks chunks) {
    this.index = index;
    this.chunks = chunks;
    this.size = chunks.rows();
  }

  /** A shard whose rows are elsewhere, to be read where they are asked for. It cannot travel. */
  public static Shard spilled(int index, List<ChunkBytes> chunks) {
    return new Shard(index, new SpilledChunks(chunks.toArray(new ChunkBytes[0]), null));
  }

  /** The same rows, read ahead of their turns. */
  public Shard readAhead(ReadAhead readAhead) {
    return chunks instanceof SpilledChunks spilled
        ? new Shard(
            index,
            new SpilledChunks(
                spilled.chunks, new ShardWindows(index, size, spilled.chunks, readAhead)))
        : this;
  }

  public int index() {
    return index;
  }

  public List<PackedRows> chunks() {
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

  /** Hands over the row that is at this position of its order. */
  void gather(ShuffleOrder inOrder, int position, MiniBatchAssembler into) {
    int row = inOrder.rowAt(position);
    if (chunks instanceof SpilledChunks spilled && spilled.windows != null) {
      spilled.windows.gather(inOrder, position, row, into);
    } else {
      gather(row, into);
    }
  }

  /** Gives back the windows of all shards that are read ahead with this one. */
  void releaseWindows() {
    if (chunks instanceof SpilledChunks spilled && spilled.windows != null) {
      spilled.windows.release();
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

  /**
   * The chunks of a shard that is not in memory. A whole chunk is read each time it is asked for;
   * single rows are copied out of the region's bytes, which the operating system keeps as long as
   * it has room, so that no heap is needed for the windows of all shards.
   */
  private static final class SpilledChunks extends AbstractList<PackedRows>
      implements RandomAccess {
    private final ChunkBytes[] chunks;
    private final ShardWindows windows; // null where nobody reads ahead

    // the chunks of an epoch's current window, which are read from disk in one piece each
    private final int[] loaded = new int[BatchPlan.WINDOW_CHUNKS];
    private int next;

    SpilledChunks(ChunkBytes[] chunks, ShardWindows windows) {
      this.chunks = chunks;
      this.windows = windows;
      Arrays.fill(loaded, -1);
    }

    @Override
    public int size() {
      return chunks.length;
    }

    @Override
    public PackedRows get(int chunk) {
      return chunks[chunk].rows();
    }

    /** How many rows they have together. */
    int rows() {
      return Arrays.stream(chunks).mapToInt(ChunkBytes::size).sum();
    }

    void gather(int chunk, int row, MiniBatchAssembler into) {
      if (!isLoaded(chunk)) {
        chunks[chunk].load();
        loaded[next] = chunk;
        next = (next + 1) % loaded.length;
      }
      into.add(chunks[chunk], row);
    }

    private boolean isLoaded(int chunk) {
      for (int each : loaded) {
        if (each == chunk) {
          return true;
        }
      }
      return false;
    }
  }
}

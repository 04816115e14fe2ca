package io.fallline.core.training;

import io.fallline.core.model.RowBatch;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * The chunks of a shard that is not in memory. A whole chunk is read anew each time; single rows
 * are copied out of the region's bytes, which the operating system keeps as long as it has room, so
 * that no heap is needed for the windows of all shards.
 */
final class SpilledChunks extends AbstractList<RowBatch> implements RandomAccess {
  private final ChunkBytes[] chunks;

  // the chunks of an epoch's current window, which are read from disk in one piece each
  private final int[] loaded = new int[BatchPlan.WINDOW_CHUNKS];
  private int next;

  SpilledChunks(List<ChunkBytes> chunks) {
    this.chunks = chunks.toArray(new ChunkBytes[0]);
    Arrays.fill(loaded, -1);
  }

  @Override
  public int size() {
    return chunks.length;
  }

  @Override
  public RowBatch get(int chunk) {
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

package io.fallline.core.training;

/**
 * The window of a spilled shard whose rows have their turn, in memory, and the one after it, which
 * is on its way there.
 */
final class ShardWindows {
  private final int shard;
  private final int size;
  private final ChunkBytes[] chunks;
  private final ReadAhead readAhead;
  private ChunkWindow current;
  private ChunkWindow next;

  ShardWindows(int shard, int size, ChunkBytes[] chunks, ReadAhead readAhead) {
    this.shard = shard;
    this.size = size;
    this.chunks = chunks;
    this.readAhead = readAhead;
    readAhead.add(this);
  }

  /** Has this window read, in the same epoch as another shard's, if there is one. */
  void begin(ShuffleOrder order, int window) {
    ShuffleOrder own = order.of(shard, size);
    if (window < own.windows()) {
      beginNext(new ChunkWindow(own, window, chunks));
    }
  }

  /** Hands over the row, by its number in the shard, that is at this position of the order. */
  void gather(ShuffleOrder order, int position, int row, MiniBatchAssembler into) {
    if (current == null || !current.has(order, position)) {
      turnTo(order, position);
    }
    into.add(current.chunk(row / BatchPlan.CHUNK_ROWS), row % BatchPlan.CHUNK_ROWS);
  }

  /** Gives back the windows of all shards. */
  void release() {
    readAhead.release();
  }

  /** Drops both, once nothing is read into them any more. A read that failed does not matter. */
  void drop() {
    if (next != null && next.place() != null) {
      next.awaitEnd();
    }
    next = null;
    current = null;
  }

  private void turnTo(ShuffleOrder order, int position) {
    readAhead.beginAll(order, order.window(position));
    MappedBytes own = current == null ? readAhead.place() : current.place();
    boolean begun = next != null && !readAhead.withdraw(next);
    if (begun) {
      next.await();
    }
    current = null;
    if (begun && next.has(order, position)) {
      current = next;
      next = null;
      readAhead.giveBack(own);
    } else {
      if (begun) { // another training's, or the same one's from elsewhere
        readAhead.giveBack(next.place());
      }
      next = null;
      ChunkWindow window = new ChunkWindow(order, order.window(position), chunks);
      window.put(own);
      window.read();
      current = window;
    }
    beginNext(current.next(chunks));
  }

  /** It is the next one only when it is sure to be read, or to be refused. */
  private void beginNext(ChunkWindow window) {
    readAhead.readLater(window);
    next = window;
  }
}

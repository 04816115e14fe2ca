package io.fallline.core.training;

import io.fallline.core.math.RandomStream;
import java.util.Arrays;

/**
 * The order in which a shard's rows are visited within an epoch, a pure function of (seed, epoch,
 * shard, size): its chunks are permuted, and then the rows within each window of {@link
 * BatchPlan#WINDOW_CHUNKS} chunks.
 *
 * <p>Windows do not overlap, so that any place of the epoch can be had without replaying what came
 * before it, and a shard's rows are read window after window.
 */
final class ShuffleOrder {
  private static final int CHUNK = BatchPlan.CHUNK_ROWS;
  private static final int WINDOW = BatchPlan.CHUNK_ROWS * BatchPlan.WINDOW_CHUNKS;

  /** The rows of the window that begins at this position. */
  private record Window(int start, int[] rows) {}

  private final long seed;
  private final long epoch;
  private final int shard;
  private final int size;
  private final int[] chunks;
  private volatile Window current = new Window(0, new int[0]);

  ShuffleOrder(long seed, long epoch, int shard, int size) {
    this.seed = seed;
    this.epoch = epoch;
    this.shard = shard;
    this.size = size;
    chunks = new int[(size + CHUNK - 1) / CHUNK];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = i;
    }
    RandomStream.of(seed, epoch, shard, -1).shuffle(chunks, 0, chunks.length);
  }

  /** Of the epoch after this one. */
  ShuffleOrder next() {
    return new ShuffleOrder(seed, epoch + 1, shard, size);
  }

  /** Of another shard in the same epoch. */
  ShuffleOrder of(int otherShard, int otherSize) {
    return new ShuffleOrder(seed, epoch, otherShard, otherSize);
  }

  /** Whether a row of the same shard has the same position in both. */
  boolean isSameAs(ShuffleOrder other) {
    return this == other || isFor(other.seed, other.epoch);
  }

  boolean isFor(long otherSeed, long otherEpoch) {
    return seed == otherSeed && epoch == otherEpoch;
  }

  /** The row, by its number in the shard, that is visited at this position of the epoch. */
  int rowAt(int position) {
    Window window = current;
    int place = position - window.start;
    if (place < 0 || place >= window.rows.length) {
      window = windowAt(position);
      current = window;
      place = position - window.start;
    }
    return window.rows[place];
  }

  private Window windowAt(int position) {
    int number = window(position);
    int start = start(number);
    int[] rows = new int[start(number + 1) - start];
    int filled = 0;
    for (int chunk : chunks(number)) {
      int end = Math.min(size, (chunk + 1) * CHUNK);
      for (int row = chunk * CHUNK; row < end; row++) {
        rows[filled++] = row;
      }
    }
    RandomStream.of(seed, epoch, shard, number).shuffle(rows, 0, rows.length);
    return new Window(start, rows);
  }

  int windows() {
    return (chunks.length + BatchPlan.WINDOW_CHUNKS - 1) / BatchPlan.WINDOW_CHUNKS;
  }

  /** The number of the window that has this position. */
  int window(int position) {
    // the one chunk that may be short makes the windows behind it begin earlier
    int number = position / WINDOW;
    return start(number + 1) <= position ? number + 1 : number;
  }

  /** The chunks of this window, by their numbers in the shard. */
  int[] chunks(int window) {
    int from = window * BatchPlan.WINDOW_CHUNKS;
    return Arrays.copyOfRange(
        chunks, from, Math.min(chunks.length, from + BatchPlan.WINDOW_CHUNKS));
  }

  /** The position at which this window begins. */
  int start(int window) {
    int chunksBefore = Math.min(chunks.length, window * BatchPlan.WINDOW_CHUNKS);
    int start = chunksBefore * CHUNK;
    int missing = chunks.length * CHUNK - size;
    for (int i = 0; missing > 0 && i < chunksBefore; i++) {
      if (chunks[i] == chunks.length - 1) {
        return start - missing;
      }
    }
    return start;
  }
}

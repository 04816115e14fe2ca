package io.fallline.core.training;

import java.util.concurrent.CountDownLatch;

/** The chunks of one window of a shard's order, read from disk into one place. */
final class ChunkWindow {
  private final ShuffleOrder order;
  private final int number;
  private final int start;
  private final int end;
  private final int[] chunkNumbers;
  private final ChunkBytes[] onDisk;
  private final ChunkBytes[] inMemory;
  private final CountDownLatch missing;
  private volatile Throwable failure;
  private MappedBytes place;

  /**
   * @param all chunks of the shard
   */
  ChunkWindow(ShuffleOrder order, int number, ChunkBytes[] all) {
    this.order = order;
    this.number = number;
    start = order.start(number);
    end = order.start(number + 1);
    chunkNumbers = order.chunks(number);
    onDisk = new ChunkBytes[chunkNumbers.length];
    for (int i = 0; i < onDisk.length; i++) {
      onDisk[i] = all[chunkNumbers[i]];
    }
    inMemory = new ChunkBytes[onDisk.length];
    missing = new CountDownLatch(onDisk.length);
  }

  /** The window whose turn is after this one, be it in the next epoch. */
  ChunkWindow next(ChunkBytes[] all) {
    return number + 1 < order.windows()
        ? new ChunkWindow(order, number + 1, all)
        : new ChunkWindow(order.next(), 0, all);
  }

  boolean has(ShuffleOrder other, int position) {
    return position >= start && position < end && order.isSameAs(other);
  }

  int chunks() {
    return onDisk.length;
  }

  MappedBytes place() {
    return place;
  }

  /** Says where it is to be read to, before {@link #read}. */
  void put(MappedBytes where) {
    place = where;
    int at = 0;
    for (int i = 0; i < onDisk.length; i++) {
      inMemory[i] = onDisk[i].movedTo(where, at);
      at += onDisk[i].length();
    }
  }

  /** Reads all of its chunks. */
  void read() {
    for (int chunk = 0; chunk < onDisk.length; chunk++) {
      read(chunk);
    }
    await();
  }

  /** Reads one of its chunks. */
  void read(int chunk) {
    try {
      onDisk[chunk].copyTo(inMemory[chunk]);
      missing.countDown();
    } catch (RuntimeException | Error failed) {
      fail(failed);
    }
  }

  /** Says why one of its chunks is not read. */
  void fail(Throwable why) {
    failure = why;
    missing.countDown();
  }

  /** Returns when nothing is read into its place any more. */
  void awaitEnd() {
    try {
      missing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for rows from disk", e);
    }
  }

  /** Returns when all is read. */
  void await() {
    awaitEnd();
    if (failure instanceof RuntimeException failed) {
      throw failed;
    }
    if (failure instanceof Error failed) {
      throw failed;
    }
  }

  /** A chunk by its number in the shard. */
  ChunkBytes chunk(int wanted) {
    for (int i = 0; i < chunkNumbers.length; i++) {
      if (chunkNumbers[i] == wanted) {
        return inMemory[i];
      }
    }
    throw new IllegalStateException("chunk " + wanted + " is not in window " + number);
  }
}

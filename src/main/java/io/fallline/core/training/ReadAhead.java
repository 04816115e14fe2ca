package io.fallline.core.training;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads windows of spilled shards before their turn, on threads of its own. All shards come to
 * their next window within a step or two, so that a disk which is asked then, for a chunk at a
 * time, keeps all of them waiting.
 *
 * <p>Each shard has memory of its own for its current window. The next ones share what there is
 * besides, in the order in which they were asked for, which is that of their turns.
 */
public final class ReadAhead implements AutoCloseable {
  /** A disk that is asked for many small pieces at once gives nearly what it gives in one. */
  private static final int THREADS = 16;

  /** Below this share of the shards, too few windows come in time to be worth the memory. */
  private static final int LEAST_SHARE = 8;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

  /** The collector G1 may give an array of more bytes up to twice its size, in whole regions. */
  private static final int LARGEST_EXACT_ARRAY = 1 << 19;

  private final int bytesOfWindow;
  private final int nextWindows;
  private final List<ShardWindows> shards = new ArrayList<>();
  private final List<MappedBytes> places = new ArrayList<>();
  private final Deque<MappedBytes> free = new ArrayDeque<>();
  private final Deque<ChunkWindow> waiting = new ArrayDeque<>();
  private final ThreadPoolExecutor threads;
  private int unallocated;
  private boolean begun;
  private boolean closed;

  private ReadAhead(int bytesOfWindow, int nextWindows) {
    this.bytesOfWindow = bytesOfWindow;
    this.nextWindows = nextWindows;
    unallocated = nextWindows;
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "rows from disk");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Memory for the windows of so many shards and for the least number of next ones. {@link
   * Long#MAX_VALUE}: a window is larger than an array can be.
   *
   * @param longestChunk in bytes
   */
  public static long leastBytes(int shards, int longestChunk) {
    long window = (long) longestChunk * BatchPlan.WINDOW_CHUNKS;
    return window > LARGEST_ARRAY
        ? Long.MAX_VALUE
        : taken(window) * (shards + Math.max(1, shards / LEAST_SHARE));
  }

  private static long taken(long bytesOfWindow) {
    return bytesOfWindow > LARGEST_EXACT_ARRAY ? 2 * bytesOfWindow : bytesOfWindow;
  }

  /**
   * @param longestChunk in bytes
   * @param mostBytes of memory for all windows, at least {@link #leastBytes}
   */
  public static ReadAhead of(int shards, int longestChunk, long mostBytes) {
    int bytesOfWindow = Math.multiplyExact(longestChunk, BatchPlan.WINDOW_CHUNKS);
    long windows = Math.min(2L * shards, mostBytes / taken(bytesOfWindow));
    return new ReadAhead(bytesOfWindow, (int) windows - shards);
  }

  void add(ShardWindows shard) {
    shards.add(shard);
  }

  /** At the first row of all: the other shards need their windows in this step too. */
  synchronized void beginAll(ShuffleOrder order, int window) {
    if (!begun) {
      begun = true;
      shards.forEach(shard -> shard.begin(order, window));
    }
  }

  /** Memory for a window. */
  synchronized MappedBytes place() {
    requireOpen();
    MappedBytes place = new MappedBytes();
    place.open(ByteBuffer.allocate(bytesOfWindow), MappedBytes.Loading.NONE);
    places.add(place);
    return place;
  }

  /** Reads a window that has a place. */
  synchronized void read(ChunkWindow window) {
    requireOpen();
    for (int i = 0; i < window.chunks(); i++) {
      int chunk = i;
      try {
        threads.execute(() -> window.read(chunk));
      } catch (RuntimeException | Error failed) { // as where there can be no more threads
        window.fail(failed);
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("spilled rows are read that are not there any more");
    }
  }

  /** Reads a window once there is a place for it. */
  synchronized void readLater(ChunkWindow window) {
    requireOpen();
    MappedBytes place = free.poll();
    if (place == null && unallocated > 0) {
      place = place();
      unallocated--;
    }
    if (place == null) {
      waiting.add(window);
    } else {
      begin(window, place);
    }
  }

  private void begin(ChunkWindow window, MappedBytes place) {
    window.put(place);
    read(window);
  }

  /** Whether the window was still waiting for a place; it will not be read. */
  synchronized boolean withdraw(ChunkWindow window) {
    return waiting.remove(window);
  }

  /** A place is free again. */
  synchronized void giveBack(MappedBytes place) {
    requireOpen();
    ChunkWindow first = waiting.poll();
    if (first == null) {
      free.add(place);
    } else {
      begin(first, place);
    }
  }

  /** Gives all memory back, between two steps; the next row that is asked for begins again. */
  synchronized void release() {
    if (begun) {
      shards.forEach(ShardWindows::drop);
      waiting.clear();
      free.clear();
      places.clear();
      unallocated = nextWindows;
      begun = false;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    // what is still to be read fails once the file is closed, and somebody may wait for it; an
    // interrupt would close the file under those that read it
    threads.shutdown();
    places.forEach(MappedBytes::close);
  }
}

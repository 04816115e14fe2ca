package io.fallline.engine.shards;

import io.fallline.core.training.ReadAhead;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The part of this process's heap that rows which are read ahead may take. One training has it at a
 * time; those that run beside it read from the mapped file.
 */
final class HeapForWindows implements AutoCloseable {
  /** Itself, its gradients of eight groups, the rule's memory in float64, the best so far. */
  private static final long BYTES_OF_A_PARAMETER = 100;

  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  private final AtomicBoolean closed = new AtomicBoolean();

  private HeapForWindows() {}

  /** Empty while another one is open. */
  static Optional<HeapForWindows> take() {
    return TAKEN.compareAndSet(false, true) ? Optional.of(new HeapForWindows()) : Optional.empty();
  }

  /**
   * Three quarters of what is free beside a model of so many parameters. A heap that has little
   * room is best used by windows: below {@link ReadAhead#leastBytes} an epoch may take a thousand
   * times as long.
   */
  long mostBytes(long parameters) {
    System.gc(); // until then, what loading has left behind counts as used
    Runtime heap = Runtime.getRuntime();
    long free = heap.maxMemory() - (heap.totalMemory() - heap.freeMemory());
    return Math.max(0, free - BYTES_OF_A_PARAMETER * parameters) / 4 * 3;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      TAKEN.set(false);
    }
  }
}

package io.fallline.engine.shards;

import io.fallline.core.training.ReadAhead;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The part of this process's heap that rows which are read ahead may take. One training has it at a
 * time; those that run beside it read from the mapped file.
 */
final class HeapForWindows implements AutoCloseable {
  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  private final AtomicBoolean closed = new AtomicBoolean();

  private HeapForWindows() {}

  /** Empty while another one is open. */
  static Optional<HeapForWindows> take() {
    return TAKEN.compareAndSet(false, true) ? Optional.of(new HeapForWindows()) : Optional.empty();
  }

  /**
   * At most three quarters of what is free, and at most seven eighths of what is free where the
   * collector keeps old objects, which windows become. The model's bytes are counted off. A heap
   * that has little room is best used by windows: below {@link ReadAhead#leastBytes} an epoch may
   * take a thousand times as long.
   *
   * @param bytesOfModel its parameters, gradients and the optimizer's memory, which are still to
   *     come
   */
  long mostBytes(long bytesOfModel) {
    System.gc(); // until then, what loading has left behind counts as used
    Runtime heap = Runtime.getRuntime();
    long free = heap.maxMemory() - (heap.totalMemory() - heap.freeMemory());
    return Math.max(0, Math.min(free / 4 * 3, freeOfLargestPool() / 8 * 7) - bytesOfModel);
  }

  /** Of the pool for old objects, or of the one pool that there is. */
  private static long freeOfLargestPool() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getUsage)
        .filter(usage -> usage.getMax() >= 0) // else it may have all of the heap
        .max(Comparator.comparingLong(MemoryUsage::getMax))
        .map(usage -> usage.getMax() - usage.getUsed())
        .orElse(Long.MAX_VALUE);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      TAKEN.set(false);
    }
  }
}

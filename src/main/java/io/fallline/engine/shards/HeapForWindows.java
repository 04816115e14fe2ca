package io.fallline.engine.shards;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;
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
   * A quarter of what the last collections left free: parameters, gradients and the optimizer's
   * memory are still to come, and the collector may round arrays of megabytes up to twice their
   * size.
   */
  long mostBytes() {
    long used =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getCollectionUsage)
            .filter(Objects::nonNull)
            .mapToLong(MemoryUsage::getUsed)
            .sum();
    return (Runtime.getRuntime().maxMemory() - used) / 4;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      TAKEN.set(false);
    }
  }
}

package io.fallline.engine.shards;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The part of this process's heap that rows which are read ahead may take. One training has it at a
 * time; those that run beside it do without.
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
   * Two thirds of where long-lived objects are. Spark and the training need some 60 MB besides, and
   * what loading needed is free by then.
   */
  long mostBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getUsage)
            .mapToLong(usage -> usage.getMax())
            .max()
            .orElse(0)
        / 3
        * 2;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      TAKEN.set(false);
    }
  }
}

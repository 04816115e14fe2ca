package io.fallline.spark;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The coordinators of this process, so that tasks which run in the driver's own process find
 * theirs. There is one at a time: stages that hold their slots for long would wait for each
 * other's.
 */
final class StepCoordinators {
  private static final ConcurrentMap<String, StepCoordinator> OPEN = new ConcurrentHashMap<>();

  private StepCoordinators() {}

  /** Whether there was none. */
  static synchronized boolean claim(String id, StepCoordinator coordinator) {
    return OPEN.isEmpty() && OPEN.put(id, coordinator) == null;
  }

  static Optional<StepCoordinator> find(String id) {
    return Optional.ofNullable(OPEN.get(id));
  }

  static synchronized void remove(String id) {
    OPEN.remove(id);
  }

  static boolean isEmpty() {
    return OPEN.isEmpty();
  }
}

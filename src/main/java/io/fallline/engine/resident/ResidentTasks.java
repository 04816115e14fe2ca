package io.fallline.engine.resident;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * The resident tasks of a Spark application: whether there can be any, and the coordinator that
 * tasks in the driver's own process find. One training at a time has resident tasks, as stages that
 * hold their slots for long would wait for each other's.
 */
public final class ResidentTasks {
  private static final ConcurrentMap<String, StepCoordinator> COORDINATORS =
      new ConcurrentHashMap<>();

  private ResidentTasks() {}

  /** Whether no other training has any; then this one may have them. */
  static synchronized boolean claim(String id, StepCoordinator coordinator) {
    return COORDINATORS.isEmpty() && COORDINATORS.put(id, coordinator) == null;
  }

  static Optional<StepCoordinator> coordinator(String id) {
    return Optional.ofNullable(COORDINATORS.get(id));
  }

  static synchronized void release(String id) {
    COORDINATORS.remove(id);
  }

  /** What speaks against resident tasks in this Spark application, in words. */
  public static Optional<String> obstacle(SparkContext context) {
    SparkConf conf = context.conf();
    if (conf.getBoolean("spark.speculation", false)) {
      return Optional.of("spark.speculation is on, whose second copies would end the first ones");
    }
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return Optional.of("spark.dynamicAllocation.enabled is on, and executors come and go");
    }
    if (conf.get("spark.scheduler.mode", "FIFO").equalsIgnoreCase("FAIR")) {
      return Optional.of("spark.scheduler.mode is FAIR, and resident tasks share with nobody");
    }
    if (!COORDINATORS.isEmpty()) {
      return Optional.of("another training of this Spark application has resident tasks");
    }
    return Optional.empty();
  }
}

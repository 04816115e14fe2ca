package io.fallline.spark;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** Whether tasks can stay for long, which is not so everywhere. */
public final class ResidentTasks {
  private ResidentTasks() {}

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
    if (!StepCoordinators.isEmpty()) {
      return Optional.of("another training of this Spark application has resident tasks");
    }
    return Optional.empty();
  }
}

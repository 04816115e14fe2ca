package io.fallline.engine.resident;

import io.fallline.engine.ExecutorLimits;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;

/**
 * The time limits of the engine {@code resident}, in nanoseconds.
 *
 * @param start a task may be without a slot, at the start or after it was lost
 * @param stall a task in another process may give no sign of life
 * @param slots the cluster may have no slot at all
 * @param giveWay another job may wait for the slots that resident tasks hold
 * @param leave tasks may take to leave, before they are cancelled
 * @param ask an ask may stay open
 */
public record ResidentLimits(
    long start, long stall, long slots, long giveWay, long leave, long ask) {
  private static final String PREFIX = "spark.fallline.resident.";

  public static ResidentLimits of(SparkConf conf) {
    return new ResidentLimits(
        ExecutorLimits.nanos(conf, PREFIX + "startTimeout", "30s"),
        // later than an executor is given up: its tasks start elsewhere then, and stay resident
        ExecutorLimits.nanos(conf, PREFIX + "stallTimeout", "90s"),
        ExecutorLimits.of(conf).slots(),
        // the two together stay below 10 s
        TimeUnit.SECONDS.toNanos(4),
        TimeUnit.SECONDS.toNanos(4),
        // Spark's own limit is spark.rpc.askTimeout, 120 s
        TimeUnit.SECONDS.toNanos(20));
  }

  /** Often enough that a lost pulse or two is no stall. */
  long pulseMillis() {
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(stall / 5));
  }
}

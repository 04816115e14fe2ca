package io.fallline.spark;

import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;

/**
 * How long the resident engine puts up with what, in nanoseconds.
 *
 * @param start a task may be without a slot, at the start or after it was lost
 * @param stall a task in another process may give no sign of life
 * @param slots the cluster may have no slot at all
 * @param giveWay another job may wait for the slots that resident tasks hold
 * @param leave tasks may take to leave, before they are cancelled
 * @param ask an ask may stay open
 */
record ResidentLimits(long start, long stall, long slots, long giveWay, long leave, long ask) {
  private static final String PREFIX = "spark.fallline.resident.";

  static ResidentLimits of(SparkConf conf) {
    return new ResidentLimits(
        SparkTimes.nanos(conf, PREFIX + "startTimeout", "30s"),
        // later than an executor is given up: its tasks start elsewhere then, and stay resident
        SparkTimes.nanos(conf, PREFIX + "stallTimeout", "90s"),
        ExecutorSlots.limitNanos(conf),
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

  static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }
}

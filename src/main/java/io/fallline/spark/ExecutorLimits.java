package io.fallline.spark;

import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;

/**
 * How long an executor may give no sign of life, in nanoseconds.
 *
 * @param name until it is named
 * @param giveUp until its work is done elsewhere
 */
record ExecutorLimits(long name, long giveUp) {
  static final String KEY = "spark.fallline.executorTimeout";

  private static final String HEARTBEAT = "spark.executor.heartbeatInterval";
  private static final long LEAST_NAME = TimeUnit.SECONDS.toNanos(10);

  /** Two heartbeats may be lost, and the third be late. */
  private static final int HEARTBEATS = 4;

  static ExecutorLimits of(SparkConf conf) {
    long heartbeats = HEARTBEATS * SparkTimes.nanos(conf, HEARTBEAT, "10s");
    long giveUp = Math.max(SparkTimes.nanos(conf, KEY, "60s"), heartbeats);
    return new ExecutorLimits(Math.min(giveUp, Math.max(LEAST_NAME, heartbeats)), giveUp);
  }
}

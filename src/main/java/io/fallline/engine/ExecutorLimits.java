package io.fallline.engine;

import io.fallline.core.failure.Failure;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;

/**
 * The time limits of every engine, in nanoseconds: settings of Spark.
 *
 * @param name an executor may give no sign of life until it is named
 * @param giveUp an executor may give no sign of life until its work is done elsewhere
 * @param slots the cluster may have no slot for a task
 */
public record ExecutorLimits(long name, long giveUp, long slots) {
  static final String KEY = "spark.fallline.executorTimeout";
  static final String SLOTS_KEY = "spark.fallline.slotsTimeout";

  private static final String HEARTBEAT = "spark.executor.heartbeatInterval";
  private static final long LEAST_NAME = TimeUnit.SECONDS.toNanos(10);

  /** Two heartbeats may be lost, and the third be late. */
  private static final int HEARTBEATS = 4;

  public static ExecutorLimits of(SparkConf conf) {
    long heartbeats = HEARTBEATS * nanos(conf, HEARTBEAT, "10s");
    long giveUp = Math.max(nanos(conf, KEY, "60s"), heartbeats);
    long name = Math.min(giveUp, Math.max(LEAST_NAME, heartbeats));
    return new ExecutorLimits(name, giveUp, nanos(conf, SLOTS_KEY, "10min"));
  }

  /**
   * A setting of Spark that is a time.
   *
   * @param defaultValue where it is not set
   * @throws Failure (configuration) if it is no time, or none above 0
   */
  public static long nanos(SparkConf conf, String key, String defaultValue) {
    try {
      long millis = conf.getTimeAsMs(key, defaultValue);
      if (millis > 0) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
      }
      throw refused(key, conf.get(key), null);
    } catch (IllegalArgumentException e) {
      throw refused(key, conf.get(key), e);
    }
  }

  private static Failure refused(String key, String value, Exception cause) {
    return Failure.configuration(
        "Spark's setting " + key + " is \"" + value + "\", expected a time such as 90s or 10min",
        cause);
  }

  public static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }
}

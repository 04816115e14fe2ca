package io.fallline.spark;

import io.fallline.core.failure.Failure;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;

/** Settings of Spark that are times. */
final class SparkTimes {
  private SparkTimes() {}

  /**
   * @param standard where it is not set
   * @throws Failure (configuration) if it is no time, or none above 0
   */
  static long nanos(SparkConf conf, String key, String standard) {
    long millis;
    try {
      millis = conf.getTimeAsMs(key, standard);
    } catch (IllegalArgumentException e) {
      throw refused(key, conf.get(key), e);
    }
    if (millis <= 0) {
      throw refused(key, conf.get(key), null);
    }
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static Failure refused(String key, String value, Exception cause) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "Spark's setting " + key + " is \"" + value + "\", expected a time such as 90s or 10min",
        cause);
  }
}

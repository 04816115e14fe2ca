package io.fallline.cli;

import io.fallline.core.failure.CauseChain;
import io.fallline.core.failure.Failure;
import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.util.Objects;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.sql.internal.SQLConf$;
import scala.Tuple2;

/**
 * A check of Spark's settings before Spark reads them. Spark reads most of them late and at many
 * places, and its errors name neither setting nor value.
 */
final class SparkSettings {
  /** Loaded, so that settings of queries are known, too; the others are from the start. */
  private static final Object OF_QUERIES = SQLConf$.MODULE$;

  private SparkSettings() {}

  /**
   * @throws Failure (configuration) if Spark could not read one of them
   */
  static void requireReadable(SparkConf conf) {
    Objects.requireNonNull(OF_QUERIES);
    for (Tuple2<String, String> setting : conf.getAll()) {
      ConfigEntry<?> entry = ConfigEntry.findEntry(setting._1());
      if (entry != null) { // else it is nobody's, or of a part that is not loaded
        requireReadable(conf, entry, setting);
      }
    }
  }

  private static void requireReadable(
      SparkConf conf, ConfigEntry<?> entry, Tuple2<String, String> setting) {
    try {
      conf.get(entry);
    } catch (IllegalArgumentException refused) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "Spark's setting " + setting._1() + " is \"" + setting._2() + "\": " + line(refused),
          refused);
    }
  }

  /** Whether Spark did not start because of a setting, which trying again does not change. */
  static boolean areRefused(Throwable failed) {
    // Hadoop says so of a host that it cannot find, which may be there later
    return !CauseChain.of(failed).anyMatch(UnknownHostException.class::isInstance)
        && CauseChain.of(failed)
            .anyMatch(
                cause ->
                    cause instanceof IllegalArgumentException
                        || cause instanceof ClassNotFoundException
                        || cause instanceof FileNotFoundException);
  }

  /** Whether Spark met a context that it had stopped itself; some of it says so as of a setting. */
  static boolean isOfAStoppedContext(Throwable failed) {
    return CauseChain.of(failed)
        .anyMatch(
            cause -> {
              String message = String.valueOf(cause.getMessage());
              return message.contains("stopped SparkContext")
                  || message.contains("on a running MetricsSystem");
            });
  }

  static String line(Throwable failed) {
    String message = failed.getMessage();
    return message == null
        ? failed.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("");
  }
}

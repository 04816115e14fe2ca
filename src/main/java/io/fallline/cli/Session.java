package io.fallline.cli;

import io.fallline.core.failure.CauseChain;
import io.fallline.core.failure.Failure;
import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf$;
import scala.Tuple2;

/**
 * A Spark session for one command.
 *
 * @param own whether it was started here; another's is not ours to stop
 */
record Session(SparkSession spark, boolean own) implements AutoCloseable {
  private static final String PLUGIN = "io.fallline.watch.FalllinePlugin";

  /** Is set by spark-submit, whose session is started as Spark documents it. */
  private static final String SUBMITTED = "spark.app.submitTime";

  private static final String LOCAL = "local[*]";

  private static final String HEARTBEAT = "spark.executor.heartbeatInterval";

  /**
   * @param name what the cluster shows
   * @param start is waited for
   * @throws Failure (command line) if there can be no such master; (configuration) if a setting of
   *     Spark's is wrong, or the heap too small; (files) if there is no directory for temporary
   *     files; (try later) if the master cannot be had
   */
  static Session open(String name, CommonOptions options, SessionStart start) {
    try {
      start.await();
    } catch (Exception failed) {
      String master = options.master;
      throw notStarted(
          master == null ? new SparkConf().get("spark.master", LOCAL) : master, failed);
    }
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "fallline " + name);
    if (options.master != null) {
      conf.setMaster(options.master);
    }
    conf.setIfMissing("spark.master", LOCAL);
    boolean embedded =
        conf.get("spark.master").startsWith("local[") || conf.get("spark.master").equals("local");
    if (embedded) {
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      if (!conf.contains(SUBMITTED)) {
        // Shuffle files stay on this disk, where bytes are cheaper than LZ4.
        conf.setIfMissing("spark.shuffle.compress", "false");
        // Spark compares their checksums only where a block does not decompress.
        conf.setIfMissing("spark.shuffle.checksum.enabled", "false");
        // Hadoop's own starts a process for each file that it makes.
        conf.setIfMissing("spark.hadoop." + LocalDisk.SETTING, LocalDisk.class.getName());
      }
    } else {
      hearExecutorsOften(conf);
    }
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    showTrainings(conf);
    // sums and shards travel as plain Java objects, for which Kryo has no serialisers
    conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    MachineCheck.require(conf);
    SparkSettings.requireReadable(conf);
    boolean shared = org.apache.spark.sql.classic.SparkSession.getDefaultSession().isDefined();
    try {
      return new Session(
          embedded && !conf.contains(SUBMITTED)
              ? EmbeddedSpark.start(conf)
              : SparkSession.builder().config(conf).getOrCreate(),
          !shared);
    } catch (Exception failed) { // Scala throws checked exceptions that no signature names
      throw notStarted(conf.get("spark.master"), failed);
    }
  }

  /** Spark and Hadoop have much to say; it is shown where it is asked for. */
  static void setLog(CommonOptions options) {
    Configurator.setRootLevel(options.verbose ? Level.INFO : Level.OFF);
  }

  /** How files are reached, for a command that needs no Spark. */
  static Configuration files(CommonOptions options) {
    setLog(options);
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.hadoop." + LocalDisk.SETTING, LocalDisk.class.getName());
    return SparkHadoopUtil.get().newConfiguration(conf);
  }

  /** An executor that stands still is to be named after ten seconds. */
  private static void hearExecutorsOften(SparkConf conf) {
    if (!conf.contains(HEARTBEAT)) {
      conf.set(HEARTBEAT, "2s");
      // it gives up a driver that is silent for as long as ever, 10 minutes
      conf.setIfMissing("spark.executor.heartbeat.maxFailures", "300");
    }
  }

  /** In Spark's metrics, and these where Spark has a page for Prometheus. */
  private static void showTrainings(SparkConf conf) {
    String plugins = conf.get("spark.plugins", "");
    conf.set("spark.plugins", plugins.isEmpty() ? PLUGIN : plugins + "," + PLUGIN);
    if (conf.getBoolean("spark.ui.prometheus.enabled", true)) {
      String sink = "spark.metrics.conf.driver.sink.prometheusServlet.";
      conf.setIfMissing(sink + "class", "org.apache.spark.metrics.sink.PrometheusServlet");
      conf.setIfMissing(sink + "path", "/metrics/prometheus");
    }
  }

  static Failure notStarted(String master, Exception failed) {
    String reason = SparkSettings.line(failed);
    if (reason.contains("parse Master URL")) {
      return new Failure(
          Failure.Kind.COMMAND_LINE,
          "--master "
              + master
              + " is no master of Spark's, expected local[*], spark://host:port, yarn or k8s://…",
          failed);
    }
    // Spark stops its own context when a standalone master does not answer, and then trips over it
    boolean silent = SparkSettings.isOfAStoppedContext(failed);
    if (!silent && SparkSettings.areRefused(failed)) {
      return Failure.configuration(
          "Spark does not start with the settings that it was given: " + reason, failed);
    }
    return new Failure(
        Failure.Kind.TRY_LATER,
        "Spark could not be started with master "
            + master
            + ": "
            + (silent
                ? "it does not answer, or rejects this application's secret"
                    + " (spark.authenticate and spark.authenticate.secret have to be as the master has them)"
                : reason),
        failed);
  }

  @Override
  public void close() {
    if (own) {
      spark.stop();
    }
  }

  /**
   * A check of Spark's settings before Spark reads them. Spark reads most of them late and at many
   * places, and its errors name neither setting nor value.
   */
  static final class SparkSettings {
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
        throw Failure.configuration(
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

    /**
     * Whether Spark met a context that it had stopped itself; some of it says so as of a setting.
     */
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
}

package io.fallline.cli;

import io.fallline.core.failure.Failure;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** A Spark session for one command. */
final class Session implements AutoCloseable {
  private final SparkSession spark;

  private Session(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * @param name what the cluster shows
   * @throws Failure (try later) if the master cannot be had
   */
  static Session open(String name, CommonOptions options) {
    Configurator.setRootLevel(options.verbose ? Level.INFO : Level.OFF);
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "fallline " + name);
    if (options.master != null) {
      conf.setMaster(options.master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    if (conf.get("spark.master").startsWith("local[") || conf.get("spark.master").equals("local")) {
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
    }
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // sums and shards travel as plain Java objects, for which Kryo has no serialisers
    conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    try {
      return new Session(SparkSession.builder().config(conf).getOrCreate());
    } catch (RuntimeException failed) {
      throw new Failure(
          Failure.Kind.TRY_LATER,
          "Spark could not be started with master " + conf.get("spark.master") + ": " + failed.getMessage(),
          failed);
    }
  }

  SparkSession spark() {
    return spark;
  }

  @Override
  public void close() {
    spark.stop();
  }
}

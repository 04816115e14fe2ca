package io.fallline.testing;

import org.apache.spark.sql.SparkSession;

/** The one Spark that a JVM can have, as tests take turns with it. */
public final class LocalSpark {
  private LocalSpark() {}

  /** The session that is there, or a new one on two threads. */
  public static SparkSession session() {
    SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .appName("tests")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
    session.sparkContext().setLogLevel("OFF");
    return session;
  }

  /** Ends whatever Spark an earlier test left, for one that starts its own. */
  public static void stop() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
  }
}

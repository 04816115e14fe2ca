package io.fallline.data;

import org.apache.spark.sql.SparkSession;

/** The one local Spark of the tests of this room. */
final class Sessions {
  private static SparkSession session;

  private Sessions() {}

  static synchronized SparkSession local() {
    if (session == null) {
      session =
          SparkSession.builder()
              .master("local[2]")
              .appName("data tests")
              .config("spark.ui.enabled", "false")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", "2")
              .getOrCreate();
      session.sparkContext().setLogLevel("OFF");
    }
    return session;
  }
}

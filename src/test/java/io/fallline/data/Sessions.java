package io.fallline.data;

import io.fallline.LocalSpark;
import org.apache.spark.sql.SparkSession;

/** The one local Spark of the tests of this room. */
final class Sessions {
  private Sessions() {}

  static SparkSession local() {
    return LocalSpark.session();
  }
}

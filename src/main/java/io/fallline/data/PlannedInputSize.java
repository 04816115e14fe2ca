package io.fallline.data;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What Spark's planner thinks is to be read. */
final class PlannedInputSize {
  private PlannedInputSize() {}

  static long of(Dataset<Row> data) {
    scala.math.BigInt bytes = data.queryExecution().optimizedPlan().stats().sizeInBytes();
    return bytes.isValidLong() ? bytes.toLong() : Long.MAX_VALUE;
  }
}

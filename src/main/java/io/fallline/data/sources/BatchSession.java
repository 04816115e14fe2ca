package io.fallline.data.sources;

import org.apache.spark.sql.SparkSession;

/**
 * A copy of a session in which scans of wide tables give batches too. Spark reads a table by rows
 * if it would not generate code for so many columns, although a batch needs none.
 */
final class BatchSession {
  private static final String MOST_FIELDS = "spark.sql.codegen.maxFields";
  private static final String GENERATING = "spark.sql.codegen.wholeStage";
  private static final String ROWS_OF_PARQUET = "spark.sql.parquet.columnarReaderBatchSize";
  private static final String ROWS_OF_ORC = "spark.sql.orc.columnarReaderBatchSize";

  /** Of one batch, if each value is a float64. */
  private static final long BYTES = 8L << 20;

  private static final int FEWEST_ROWS = 64;

  private BatchSession() {}

  /** The session itself, if it gives batches of so many columns. */
  static SparkSession of(SparkSession session, int columns) {
    if (columns <= Integer.parseInt(session.conf().get(MOST_FIELDS))
        && Boolean.parseBoolean(session.conf().get(GENERATING))) {
      return session;
    }
    SparkSession copy = ((org.apache.spark.sql.classic.SparkSession) session).cloneSession();
    copy.conf().set(MOST_FIELDS, Integer.toString(Integer.MAX_VALUE));
    copy.conf().set(GENERATING, "true");
    for (String rows : new String[] {ROWS_OF_PARQUET, ROWS_OF_ORC}) {
      long most = Math.max(FEWEST_ROWS, BYTES / Double.BYTES / columns);
      copy.conf().set(rows, Math.min(most, Long.parseLong(session.conf().get(rows))));
    }
    return copy;
  }
}

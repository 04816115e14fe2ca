package io.fallline.bench.command;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.fallline.bench.peer.Sparks;
import java.util.Arrays;
import java.util.Locale;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What Spark does alone with the files that Fallline trains on, each in a JVM of its own. Prints
 * the seconds that count as JSON, where they are not those of the whole process.
 */
public final class SparkProgram {
  private static final int ITERATIONS = 20;

  private SparkProgram() {}

  public static void main(String[] arguments) {
    Configurator.setRootLevel(Level.OFF);
    long start = System.nanoTime();
    SparkSession session = Sparks.local();
    switch (arguments[0]) {
      case "session" -> session.range(1).count();
      case "archive" -> fit(session.range(100).selectExpr("id % 2 as label", "id as x"));
      case "fit-numbers" -> {
        fit(session.read().parquet(arguments[1]));
        print("seconds", start);
      }
      case "fit-clicks" -> {
        regression().fit(clicks(session, arguments[1], arguments[2]));
        print("seconds", start);
      }
      case "sort" -> {
        long sorting = System.nanoTime();
        sort(session, arguments[1]);
        print("loadSeconds", sorting);
      }
      case "copy" -> session.read().parquet(arguments[1]).write().parquet(arguments[2]);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    session.stop();
  }

  private static LogisticRegression regression() {
    return new LogisticRegression().setMaxIter(ITERATIONS);
  }

  private static void fit(Dataset<Row> rows) {
    VectorAssembler assembler =
        new VectorAssembler()
            .setInputCols(
                Arrays.stream(rows.columns())
                    .filter(name -> !name.equals("label"))
                    .toArray(String[]::new))
            .setOutputCol("features")
            .setHandleInvalid("keep"); // no filter, no look at every value
    regression().fit(assembler.transform(rows).select("label", "features"));
  }

  private static Dataset<Row> clicks(SparkSession session, String file, String features) {
    return session.read().format("libsvm").option("numFeatures", features).load(file);
  }

  /** The canonical order as Spark itself would make it, to nowhere. */
  private static void sort(SparkSession session, String directory) {
    Dataset<Row> rows = session.read().parquet(directory);
    Column hash = xxhash64(Arrays.stream(rows.columns()).map(rows::col).toArray(Column[]::new));
    rows.withColumn("hash", hash)
        .repartitionByRange(2, col("hash")) // as many as cores took least
        .sortWithinPartitions("hash")
        .write()
        .format("noop")
        .mode("overwrite")
        .save();
  }

  private static void print(String figure, long start) {
    System.out.printf(Locale.ROOT, "{\"%s\": %.3f}%n", figure, (System.nanoTime() - start) / 1e9);
  }
}

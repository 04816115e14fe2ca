package io.fallline.bench.peer;

import io.fallline.bench.Place;
import io.fallline.bench.Skipped;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Spark on two cores, or as many as one likes: in this process, or in two executors. */
public final class Sparks {
  private static final long SECONDS = 60;

  private Sparks() {}

  public static SparkSession local() {
    return local(2);
  }

  public static SparkSession local(int threads) {
    return SparkSession.builder().config(conf("local[" + threads + "]")).getOrCreate();
  }

  /** Two executors of one core and 1 GiB each. */
  public static SparkSession cluster(Place place) {
    if (System.getenv("SPARK_HOME") == null) {
      throw new Skipped("SPARK_HOME is not set; start submit-scripts/bench.sh, which sets it");
    }
    Path target = place.target();
    SparkConf conf =
        conf("local-cluster[2,1,1024]")
            .set(
                "spark.jars",
                target.resolve("fallline.jar") + "," + target.resolve("fallline-bench.jar"))
            .set("spark.executor.memory", "1g")
            .set("spark.executor.extraJavaOptions", "--add-modules=jdk.incubator.vector")
            .set("spark.executorEnv.OPENBLAS_NUM_THREADS", "1");
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    awaitExecutors(session, 2);
    return session;
  }

  private static SparkConf conf(String master) {
    return new SparkConf()
        .setMaster(master)
        .setAppName("bench")
        .set("spark.ui.enabled", "false")
        .set("spark.ui.showConsoleProgress", "false")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.serializer", "org.apache.spark.serializer.JavaSerializer")
        .set("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/bench-warehouse");
  }

  /** Runs jobs on whatever executors there are, until there are enough. */
  private static void awaitExecutors(SparkSession session, int count) {
    JavaRDD<Integer> numbers =
        JavaSparkContext.fromSparkContext(session.sparkContext()).parallelize(List.of(1, 2), count);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    int found = 0; // the driver is counted too
    while (found <= count) {
      try {
        numbers.countAsync().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        found = session.sparkContext().statusTracker().getExecutorInfos().length;
      } catch (InterruptedException | ExecutionException | TimeoutException failed) {
        throw new IllegalStateException(
            "there are not " + count + " executors after " + SECONDS + " seconds", failed);
      }
    }
  }
}

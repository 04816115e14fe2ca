package io.fallline.clusters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.testing.TestDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whole distributions of Spark, which the project's script installs under target/. */
final class SparkDistribution {
  private static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  /** What trials of clusters run on; the jar is built against another release of 4.1. */
  static final String USUAL = "4.1.4";

  private SparkDistribution() {}

  /**
   * Our jar on a release of Spark.
   *
   * @param scratch for what processes write
   */
  static TestDistribution of(String version, Path scratch)
      throws IOException, InterruptedException {
    Path log = scratch.resolve("install.log");
    Process install =
        new ProcessBuilder(PROJECT.resolve("src/test/clusters/install.sh").toString(), version)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertEquals(0, install.waitFor(), Files.readString(log));
    return TestDistribution.build(scratch)
        .on(PROJECT.resolve("target/clusters/spark-" + version + "/pyspark"));
  }
}

package io.fallline.clusters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.cli.CommandRun;
import io.fallline.testing.StandaloneCluster;
import io.fallline.testing.TestDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One jar on every release of Spark that submit.sh lets pass, each on its own cluster manager. */
@Tag("cluster")
class SparkVersionsTrial {
  @TempDir static Path directory;
  private static JsonNode expected;

  @BeforeAll
  static void trainHere() throws Exception {
    expected = Digits.onTwoThreads(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.0.5", "4.1.4", "4.2.1", "4.3.0"})
  void trainsToTheSameBitsAndScores(String version) throws Exception {
    TestDistribution spark = SparkDistribution.of(version, directory);
    Path runs = directory.resolve(version);
    Path configuration =
        Digits.configuration(
            directory.resolve(version + ".conf"), Digits.ROWS.toString(), runs.toString());
    try (StandaloneCluster cluster = StandaloneCluster.start(spark, 2, directory)) {
      JsonNode trained = Digits.summary(spark.submit(cluster.url(), Digits.train(configuration)));
      assertEquals(version, trained.path("sparkVersion").asText());
      assertEquals("resident", trained.path("engine").asText());
      Digits.assertSame(expected, trained);

      JsonNode byJobs =
          Digits.summary(
              spark.submit(
                  cluster.url(),
                  Digits.train(
                      configuration,
                      "--set",
                      "training.engine=jobs",
                      "--set",
                      "checkpoint.resume=never")));
      assertEquals("jobs", byJobs.path("engine").asText());
      Digits.assertSame(expected, byJobs);

      String model = trained.path("model").asText();
      CommandRun evaluated =
          spark.submit(
              cluster.url(), "evaluate", "--model", model, "--data", Digits.ROWS.toString());
      assertEquals(0, evaluated.exit(), evaluated.err());
      Path output = runs.resolve("predictions");
      CommandRun predicted =
          spark.submit(
              cluster.url(),
              "predict",
              "--model",
              model,
              "--data",
              Digits.ROWS.toString(),
              "--output",
              output.toString());
      assertEquals(0, predicted.exit(), predicted.err());
      assertTrue(Files.exists(output.resolve("_SUCCESS")));
    }
  }
}

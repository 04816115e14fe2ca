package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.cli.CommandRun;
import io.fallline.testing.S3Server;
import io.fallline.testing.S3Spark;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries on Hadoop's S3A against a server that speaks S3: {@code mvn -Ps3 test}. */
@Tag("s3")
class RetrainingOnS3 {
  private static final int ROUNDS = 50;

  @TempDir private static Path logs;
  private static S3Spark spark;

  @TempDir private Path disk;

  @BeforeAll
  static void start() throws Exception {
    spark = S3Spark.start(logs);
  }

  @AfterAll
  static void stop() throws Exception {
    spark.close();
  }

  @Test
  void afterTenNightsThereTheRegistryIsAsTheTableSays() throws Exception {
    try (FileSystem files = FileSystem.newInstance(URI.create(S3Server.BUCKET), spark.hadoop())) {
      new TenNights(
              new Nights(
                  files,
                  new org.apache.hadoop.fs.Path(S3Server.BUCKET + "/lake"),
                  disk,
                  spark.settings()))
          .pass();
    }
  }

  @Test
  void ofTwoPublishersAtOnceThereOneWins() throws Exception {
    var registry = new RegistryAt(S3Server.BUCKET + "/race", "m", spark.hadoop());
    new PublishersRace(registry).inThreads(ROUNDS);
  }

  @Test
  void commandsFindTheChampionThere() throws Exception {
    String registry = S3Server.BUCKET + "/commands/registry";
    String rows = "sample-data/iris.csv";
    CommandRun retrained =
        CommandRun.of(
            "retrain",
            "--config",
            "conf/iris.conf",
            "--set",
            "output.directory=" + S3Server.BUCKET + "/commands/runs",
            "--set",
            "retrain.registry=" + registry);
    assertEquals(0, retrained.exit(), retrained.err());
    for (List<String> command :
        List.of(
            List.of("models", "verify"),
            List.of("evaluate", "--model", "registry:iris", "--data", rows),
            List.of(
                "predict",
                "--model",
                "registry:iris",
                "--data",
                rows,
                "--output",
                S3Server.BUCKET + "/commands/predictions"))) {
      List<String> words = new ArrayList<>(command);
      words.addAll(List.of("--registry", registry));
      CommandRun done = CommandRun.of(words.toArray(String[]::new));
      assertEquals(0, done.exit(), command + ": " + done.err());
    }
  }
}

package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import io.fallline.testing.LongTrial;
import io.fallline.testing.StandaloneCluster;
import io.fallline.testing.TestDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines that come, and machines that go and do not come back, while a training is under way. */
@LongTrial
@Tag("alone")
class ChangingClusterCampaign {
  private static final Path DIGITS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("sample-data/digits.csv");
  private static final int TRY_LATER = 75;

  /** Of which an executor that starts misses only some. */
  private static final int EPOCHS = 1000;

  private static final long SECONDS = 170;

  @TempDir private Path directory;

  private String[] train(String engine, int epochs, Path runs) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("digits.conf"),
            """
            data { train = "%s", validation = 0.1 }
            model { layers = [16], loss = "softmax", dropout = 0.1 }
            training { batchSize = 100, epochs = %d, engine = "%s" }
            output.directory = "%s"
            """
                .formatted(DIGITS, epochs, engine, runs));
    return new String[] {"train", "--config", configuration.toString(), "--json", "--quiet"};
  }

  @ParameterizedTest
  @ValueSource(strings = {"resident", "jobs"})
  void aTrainingWhoseMachinesAreAllGoneEndsInTimeAndCanBeTriedLater(String engine)
      throws Exception {
    Path runs = directory.resolve("runs");
    TestDistribution distribution = TestDistribution.build(directory);
    try (StandaloneCluster cluster = StandaloneCluster.start(distribution, 1, directory)) {
      CommandRun run =
          distribution
              .with("spark.fallline.slotsTimeout=5s", "spark.fallline.resident.startTimeout=5s")
              .submit(
                  process -> {
                    awaitSteps(process, runs);
                    cluster.endWorkers();
                  },
                  cluster.url(),
                  train(engine, 1_000_000, runs));
      assertEquals(TRY_LATER, run.exit(), run.err());
      String last = run.err().strip().lines().reduce((first, second) -> second).orElse("");
      assertEquals(
          "fallline: the cluster gave no slot for a task within 5 s (spark.fallline.slotsTimeout);"
              + " try again when it has executors",
          last);
    }
  }

  @Test
  void aMachineThatJoinsTakesItsShareFromTheNextEpochOn() throws Exception {
    Path calmRuns = directory.resolve("calm");
    String[] train = train("resident", EPOCHS, calmRuns);
    JsonNode calm =
        summary(
            CommandRun.of(
                Stream.concat(Stream.of(train), Stream.of("--master", "local[1]"))
                    .toArray(String[]::new)));
    Path runs = directory.resolve("runs");
    Path events = Files.createDirectories(directory.resolve("events"));
    TestDistribution distribution = TestDistribution.build(directory);
    try (StandaloneCluster cluster = StandaloneCluster.start(distribution, 1, directory)) {
      JsonNode grown =
          summary(
              distribution
                  .with(
                      "spark.eventLog.enabled=true",
                      "spark.eventLog.rolling.enabled=false",
                      "spark.eventLog.compress=false",
                      "spark.eventLog.dir=" + events.toUri())
                  .submit(
                      process -> {
                        awaitSteps(process, runs);
                        cluster.addWorker();
                        assertTrue(process.isAlive(), "it was over too soon: take more epochs");
                      },
                      cluster.url(),
                      train("resident", EPOCHS, runs)));
      assertEquals(calm.path("parametersSha256"), grown.path("parametersSha256"));
      assertEquals("as configured", grown.path("engineReason").asText());
    }
    assertEquals(List.of(1, 2), residentStages(events));
  }

  /** How many tasks each had, in order. */
  private static List<Integer> residentStages(Path events) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (Stream<Path> files = Files.list(events)) {
      Path log =
          files
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .findFirst()
              .orElseThrow();
      return Files.readAllLines(log).stream()
          .filter(line -> line.contains("SparkListenerStageSubmitted"))
          .map(line -> parsed(json, line).path("Stage Info"))
          .filter(stage -> stage.path("Stage Name").asText().contains("ResidentStage"))
          .map(stage -> stage.path("Number of Tasks").asInt())
          .toList();
    }
  }

  private static JsonNode parsed(ObjectMapper json, String line) {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JsonNode summary(CommandRun run) throws Exception {
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  private static void awaitSteps(Process submitted, Path runs) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!hasHistory(runs)) {
      assertTrue(submitted.isAlive() && System.nanoTime() < end, "no step was taken");
      submitted.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private static boolean hasHistory(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(runs)) {
      return files.anyMatch(file -> file.endsWith("history.jsonl") && file.toFile().length() > 0);
    }
  }
}

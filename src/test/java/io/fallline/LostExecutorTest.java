package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An executor that dies takes its task, its shards and its shuffle output along; training goes on
 * and ends with the same bits.
 */
class LostExecutorTest {
  private static final Path DIGITS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("sample-data/digits.csv");
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
  private static final long SECONDS = 170;

  @TempDir private Path directory;

  @Test
  void aTrainingWhoseExecutorIsKilledEndsWithTheSameBits() throws Exception {
    Path runs = directory.resolve("runs");
    Path configuration = configuration();
    JsonNode calm =
        summary(CommandRun.of(train(configuration, directory.resolve("calm"), "local[1]")));
    TestDistribution distribution = TestDistribution.build(directory);
    JsonNode stormy =
        summary(
            distribution.submit(
                process -> killAnExecutor(process, runs),
                "local-cluster[2,1,1024]",
                train(configuration, runs, null)));
    assertEquals(calm.path("parametersSha256"), stormy.path("parametersSha256"));
    assertEquals(calm.path("loss"), stormy.path("loss"));
    assertEquals("resident", stormy.path("engine").asText());
    assertEquals("as configured", stormy.path("engineReason").asText());
  }

  @Test
  void aTrainingWhoseExecutorStandsStillNamesItGivesItUpAndEndsWithTheSameBits() throws Exception {
    JsonNode calm =
        summary(CommandRun.of(train(configuration(), directory.resolve("calm"), "local[1]")));
    TestDistribution distribution =
        TestDistribution.build(directory).with("spark.fallline.executorTimeout=15s");
    for (String engine : List.of("resident", "jobs")) {
      Path runs = directory.resolve(engine);
      CommandRun stopped =
          distribution.submit(
              process -> stopAnExecutor(process, runs),
              "local-cluster[2,1,1024]",
              Stream.concat(
                      Stream.of(train(configuration(), runs, null)),
                      Stream.of("--set", "training.engine=" + engine))
                  .toArray(String[]::new));
      JsonNode stormy = summary(stopped);
      assertEquals(calm.path("parametersSha256"), stormy.path("parametersSha256"));
      assertEquals(engine, stormy.path("engine").asText());
      assertTrue(
          stopped
              .err()
              .matches(
                  "(?s).*warning: executor [01] on \\S+ has given no sign of life for 10 s; it is given up after 15 s"
                      + " \\(spark.fallline.executorTimeout\\)\nwarning: executor [01] on \\S+ is given up: .*"),
          stopped.err());
    }
  }

  private Path configuration() throws IOException {
    return Files.writeString(
        directory.resolve("digits.conf"),
        """
        name = "digits"
        data { train = "%s", validation = 0.1 }
        model { layers = [16], loss = "softmax", dropout = 0.1 }
        training { batchSize = 100, epochs = 100, engine = "resident" }
        """
            .formatted(DIGITS));
  }

  private static String[] train(Path configuration, Path runs, String master) {
    Stream<String> common =
        Stream.of(
            "train",
            "--config",
            configuration.toString(),
            "--json",
            "--quiet",
            "--set",
            "output.directory=" + runs);
    return Stream.concat(common, master == null ? Stream.of() : Stream.of("--master", master))
        .toArray(String[]::new);
  }

  private static JsonNode summary(CommandRun run) throws Exception {
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  private static void killAnExecutor(Process submitted, Path runs) throws Exception {
    ProcessHandle executor = anExecutor(submitted, runs);
    assertTrue(executor.destroyForcibly());
    executor.onExit().get(SECONDS, TimeUnit.SECONDS);
    assertTrue(submitted.isAlive(), "training ended before its executor did: take more epochs");
  }

  private static void stopAnExecutor(Process submitted, Path runs) throws Exception {
    ProcessHandle executor = anExecutor(submitted, runs);
    String pid = String.valueOf(executor.pid());
    assertEquals(0, new ProcessBuilder("kill", "-STOP", pid).start().waitFor());
    assertTrue(submitted.isAlive(), "training ended before its executor stopped: take more epochs");
  }

  /** Once training is under way. */
  private static ProcessHandle anExecutor(Process submitted, Path runs) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!hasHistory(runs)) {
      assertTrue(submitted.isAlive() && System.nanoTime() < end, "no step was taken");
      submitted.waitFor(20, TimeUnit.MILLISECONDS);
    }
    List<ProcessHandle> executors =
        submitted
            .descendants()
            .filter(
                process ->
                    process
                        .info()
                        .commandLine()
                        .filter(line -> line.contains(EXECUTOR))
                        .isPresent())
            .toList();
    assertEquals(2, executors.size());
    return executors.get(0);
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

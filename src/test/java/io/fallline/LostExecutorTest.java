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
    Path configuration =
        Files.writeString(
            directory.resolve("digits.conf"),
            """
            name = "digits"
            data { train = "%s", validation = 0.1 }
            model { layers = [16], loss = "softmax", dropout = 0.1 }
            training { batchSize = 100, epochs = 100, engine = "resident" }
            """
                .formatted(DIGITS));
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

  /** Once training is under way. */
  private static void killAnExecutor(Process submitted, Path runs) throws Exception {
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
    assertTrue(executors.get(0).destroyForcibly());
    executors.get(0).onExit().get(SECONDS, TimeUnit.SECONDS);
    assertTrue(submitted.isAlive(), "training ended before its executor did: take more epochs");
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

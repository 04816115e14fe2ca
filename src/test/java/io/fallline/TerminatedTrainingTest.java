package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import io.fallline.testing.TestDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM, as schedulers send it, to real processes. */
class TerminatedTrainingTest {
  private static final Path DIGITS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("sample-data/digits.csv");
  private static final long SECONDS = 120;

  @TempDir private Path directory;

  private Path checkpoints;
  private TestDistribution distribution;

  @BeforeEach
  void prepare() throws IOException {
    checkpoints = directory.resolve("checkpoints");
    distribution = TestDistribution.build(directory);
  }

  @Test
  void aTrainingEndsAfterItsStepAndGoesOnFromThere() throws Exception {
    // far more epochs than time: only the signal ends it
    CommandRun ended =
        distribution.submit(this::terminateOnceThereIsACheckpoint, "local[2]", train(1_000_000));
    assertEquals(75, ended.exit(), ended.err());
    long step = newest();
    assertTrue(
        ended
            .err()
            .contains("\nfallline: ended by a signal after step " + step + "; the same command"),
        ended.err());
    long epochs = step / 17 + 3;
    CommandRun resumed = distribution.submit("local[2]", train(epochs));
    assertEquals(0, resumed.exit(), resumed.err());
    var summary = new ObjectMapper().readTree(resumed.out());
    assertEquals(step, summary.path("resumedFromStep").asLong());
    CommandRun calm =
        CommandRun.of(
            with(
                train(epochs),
                "--set",
                "checkpoint.directory=null",
                "--set",
                "output.directory=" + directory.resolve("calm")));
    assertEquals(
        new ObjectMapper().readTree(calm.out()).path("parametersSha256"),
        summary.path("parametersSha256"));
  }

  @Test
  void beforeTheFirstStepItEndsAtOnce() throws Exception {
    CommandRun ended =
        distribution.submit(
            process -> {
              await(process, () -> Files.exists(directory.resolve("runs")));
              process.destroy();
            },
            "local[2]",
            train(1_000_000));
    assertEquals(75, ended.exit(), ended.err());
  }

  private void terminateOnceThereIsACheckpoint(Process process) throws Exception {
    await(process, () -> Files.isDirectory(checkpoints) && newest() > 0);
    process.destroy();
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Process process, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.holds()) {
      assertTrue(process.isAlive() && System.nanoTime() < end, "it did not come to that");
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
  }

  private long newest() throws IOException {
    try (Stream<Path> entries = Files.list(checkpoints)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.startsWith("step-"))
          .mapToLong(name -> Long.parseLong(name.substring("step-".length())))
          .max()
          .orElse(0);
    }
  }

  private String[] train(long epochs) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("digits.conf"),
            """
            name = "digits"
            data { train = "%s", validation = 0.1 }
            model { layers = [16], loss = "softmax", dropout = 0.1 }
            training { batchSize = 100 }
            checkpoint { directory = "%s" }
            output { directory = "%s" }
            """
                .formatted(DIGITS, checkpoints, directory.resolve("runs")));
    return new String[] {
      "train",
      "--config",
      configuration.toString(),
      "--json",
      "--quiet",
      "--set",
      "training.epochs=" + epochs
    };
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}

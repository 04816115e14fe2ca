package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.store.CheckpointStore;
import io.fallline.testing.Campaign;
import io.fallline.testing.LongTrial;
import io.fallline.testing.TestDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of trainings under {@code local.sh}, at any instant of their lives. */
@LongTrial
@Tag("alone")
class DriverKillsCampaign {
  private static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final long SEED = 9;
  private static final long SECONDS = 300;

  @TempDir private Path directory;

  @Test
  void aTrainingKilledAtAnyInstantAndStartedAgainEndsWithTheSameBits() throws Exception {
    run("prepared"); // builds where there is need
    long begin = System.nanoTime();
    JsonNode calm = run("calm");
    long lifeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    long trainMillis = (long) (1e3 * calm.path("trainSeconds").asDouble());
    Random random = new Random(SEED);
    int rounds = Campaign.rounds(50, 4);
    int resumed = 0;
    int ended = 0;
    for (int round = 0; round < rounds; round++) {
      String name = "round-" + round;
      // half of them while steps are taken, which is a small part of so short a life
      boolean training = round % 2 == 0;
      long millis = random.nextLong(training ? trainMillis : lifeMillis);
      ended += kill(name, training, millis) ? 0 : 1;
      requireWholeCheckpoints(name);
      JsonNode again = run(name);
      String when = name + " of seed " + SEED + ", killed after " + millis + " ms";
      assertEquals(calm.path("parametersSha256"), again.path("parametersSha256"), when);
      assertEquals(calm.path("loss"), again.path("loss"), when);
      resumed += again.path("resumedFromStep").isNull() ? 0 : 1;
    }
    assertTrue(resumed > 0, "no training went on from a checkpoint");
    Campaign.figure(
        "driver kills: "
            + rounds
            + " trainings under local.sh, "
            + ended
            + " had ended by then, "
            + resumed
            + " went on from a checkpoint, all with the same parameters");
  }

  /** Whether it was still alive. */
  private boolean kill(String name, boolean training, long millis) throws Exception {
    Process process = start(name);
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (training && process.isAlive() && !hasCheckpoint(name)) {
        assertTrue(System.nanoTime() < end, "no checkpoint");
        process.waitFor(5, TimeUnit.MILLISECONDS);
      }
      return !process.waitFor(millis, TimeUnit.MILLISECONDS);
    } finally {
      TestDistribution.end(process);
    }
  }

  private JsonNode run(String name) throws Exception {
    Process process = start(name);
    try {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "still running");
      assertEquals(0, process.exitValue(), Files.readString(directory.resolve(name + ".err")));
      return new ObjectMapper().readTree(directory.resolve(name + ".out").toFile());
    } finally {
      TestDistribution.end(process);
    }
  }

  private Process start(String name) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("digits.conf"),
            """
            name = "digits"
            data { train = "%s", validation = 0.1 }
            model { layers = [32], loss = "softmax", dropout = 0.1 }
            optimizer { rule = "adam", learningRate = 0.0003 }
            schedule { type = "plateau", patience = 5 }
            training { batchSize = 64, epochs = %d }
            checkpoint { everySteps = 20 }
            """
                .formatted(PROJECT.resolve("sample-data/digits.csv"), Campaign.rounds(200, 60)));
    return new ProcessBuilder(
            PROJECT.resolve("submit-scripts/local.sh").toString(),
            "train",
            "--config",
            configuration.toString(),
            "--json",
            "--quiet",
            "--set",
            "output.directory=" + directory.resolve("runs"),
            "--set",
            "checkpoint.directory=" + checkpoints(name))
        .directory(directory.toFile())
        .redirectOutput(directory.resolve(name + ".out").toFile())
        .redirectError(directory.resolve(name + ".err").toFile())
        .start();
  }

  private Path checkpoints(String name) {
    return directory.resolve("checkpoints-" + name);
  }

  private boolean hasCheckpoint(String name) throws IOException {
    if (!Files.isDirectory(checkpoints(name))) {
      return false;
    }
    try (Stream<Path> entries = Files.list(checkpoints(name))) {
      return entries.anyMatch(entry -> entry.getFileName().toString().startsWith("step-"));
    }
  }

  private void requireWholeCheckpoints(String name) {
    CheckpointStore store =
        CheckpointStore.open(
            new org.apache.hadoop.fs.Path(checkpoints(name).toUri()), new Configuration());
    store.steps().forEach(store::read);
  }
}

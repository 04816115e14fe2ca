package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.testing.TestDistribution;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An executor that dies takes its task, its shards and its shuffle output along; training goes on
 * and ends with the same bits.
 */
class LostExecutorTest {
  @TempDir private Path directory;

  @Test
  void aTrainingWhoseExecutorIsKilledEndsWithTheSameBits() throws Exception {
    TrainingOnTwoExecutors training = new TrainingOnTwoExecutors(directory, 100);
    JsonNode calm = training.calm();
    Path runs = directory.resolve("runs");
    JsonNode stormy =
        TrainingOnTwoExecutors.summary(
            TestDistribution.build(directory)
                .submit(
                    process -> killAnExecutor(process, runs),
                    TrainingOnTwoExecutors.MASTER,
                    training.command(runs, "resident")));
    assertEquals(calm.path("parametersSha256"), stormy.path("parametersSha256"));
    assertEquals(calm.path("loss"), stormy.path("loss"));
    assertEquals("resident", stormy.path("engine").asText());
    assertEquals("as configured", stormy.path("engineReason").asText());
  }

  private static void killAnExecutor(Process submitted, Path runs) throws Exception {
    ProcessHandle executor = TrainingOnTwoExecutors.anExecutor(submitted, runs);
    assertTrue(executor.destroyForcibly());
    executor.onExit().get(TrainingOnTwoExecutors.SECONDS, TimeUnit.SECONDS);
    assertTrue(submitted.isAlive(), "training ended before its executor did: take more epochs");
  }
}

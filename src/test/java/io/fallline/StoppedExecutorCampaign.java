package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.cli.CommandRun;
import io.fallline.testing.Campaign;
import io.fallline.testing.LongTrial;
import io.fallline.testing.TestDistribution;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An executor that stands still, as a process that is stopped or a machine that swaps, is named and
 * given up; training goes on without it and ends with the same bits.
 */
@LongTrial
@Tag("alone")
class StoppedExecutorCampaign {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"resident", "jobs"})
  void aTrainingWhoseExecutorStandsStillEndsWithTheSameBits(String engine) throws Exception {
    // a job a step takes its time
    int epochs = engine.equals("jobs") ? Campaign.rounds(100, 20) : 100;
    TrainingOnTwoExecutors training = new TrainingOnTwoExecutors(directory, epochs);
    JsonNode calm = training.calm();
    Path runs = directory.resolve("runs");
    CommandRun stopped =
        TestDistribution.build(directory)
            .with("spark.fallline.executorTimeout=15s")
            .submit(
                process -> stopAnExecutor(process, runs),
                TrainingOnTwoExecutors.MASTER,
                training.command(runs, engine));
    JsonNode stormy = TrainingOnTwoExecutors.summary(stopped);
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

  private static void stopAnExecutor(Process submitted, Path runs) throws Exception {
    ProcessHandle executor = TrainingOnTwoExecutors.anExecutor(submitted, runs);
    String pid = String.valueOf(executor.pid());
    assertEquals(0, new ProcessBuilder("kill", "-STOP", pid).start().waitFor());
    assertTrue(submitted.isAlive(), "training ended before its executor stopped: take more epochs");
  }
}

package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which engine runs, and the reason that the summary gives. */
class EngineChoiceTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auto | local | auto: the master is local and the shards fit into its memory",
        "local | local | as configured",
        "jobs | jobs | as configured",
        "resident | resident | as configured"
      })
  void whereNothingIsInItsWayTheEngineIsTheOneAskedFor(String asked, String ran, String reason)
      throws Exception {
    CommandRun run = train(asked);
    assertEngine(ran, reason, run);
    assertTrue(!run.err().contains("warning"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.speculation | true | spark.speculation is on, whose second copies would end the first ones",
        "spark.scheduler.mode | FAIR | spark.scheduler.mode is FAIR, and resident tasks share with nobody"
      })
  void whereTasksCannotStayThereAreJobsAndALineSaysWhy(String key, String value, String why)
      throws Exception {
    System.setProperty(key, value);
    try {
      CommandRun run = train("resident");
      assertEngine("jobs", "resident as configured, but " + why, run);
      assertTrue(
          run.err().contains("warning: the engine is jobs: resident as configured, but " + why),
          run.err());
    } finally {
      System.clearProperty(key);
    }
  }

  @Test
  void autoOnALocalMasterDoesNotMindWhatResidentTasksWould() throws Exception {
    System.setProperty("spark.speculation", "true");
    try {
      assertEngine(
          "local", "auto: the master is local and the shards fit into its memory", train("auto"));
    } finally {
      System.clearProperty("spark.speculation");
    }
  }

  private static void assertEngine(String engine, String reason, CommandRun run) throws Exception {
    assertEquals(0, run.exit(), run.err());
    JsonNode summary = new ObjectMapper().readTree(run.out());
    assertEquals(engine, summary.path("engine").asText());
    assertEquals(reason, summary.path("engineReason").asText());
  }

  private CommandRun train(String engine) {
    return CommandRun.of(
        "train",
        "--config",
        Path.of(System.getProperty("basedir", ""), "conf", "iris.conf").toAbsolutePath().toString(),
        "--json",
        "--master",
        "local[2]",
        "--set",
        "training.engine=" + engine,
        "--set",
        "training.epochs=1",
        "--set",
        "output.directory=" + directory);
  }
}

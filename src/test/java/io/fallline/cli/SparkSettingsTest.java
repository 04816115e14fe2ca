package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of Spark that are wrong, and a machine that does not suffice. */
class SparkSettingsTest {
  @TempDir private Path directory;
  private final List<String> set = new ArrayList<>();

  @AfterEach
  void unset() {
    set.forEach(System::clearProperty);
  }

  /** As -D of FALLLINE_JAVA_OPTS does, and spark-submit of --conf. */
  private void set(String key, String value) {
    System.setProperty(key, value);
    set.add(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.network.timeout | 10s | Spark does not start with the settings that it was given: [INVALID_SPARK_CONFIG.INVALID_EXECUTOR_HEARTBEAT_INTERVAL] Invalid Spark config: The value of spark.network.timeout=10000ms must be greater",
        "spark.executor.heartbeatInterval | soon | Spark's setting spark.executor.heartbeatInterval is \"soon\": ",
        "spark.driver.maxResultSize | much | Spark's setting spark.driver.maxResultSize is \"much\": ",
        "spark.memory.fraction | 2 | Spark does not start with the settings that it was given: spark.memory.fraction should be between 0 and 1",
        "spark.task.maxFailures | many | Spark's setting spark.task.maxFailures is \"many\": ",
        "spark.scheduler.mode | FAST | Spark's setting spark.scheduler.mode is \"FAST\": ",
        "spark.executor.memory | 100m | Spark does not start with the settings that it was given: ",
        "spark.extraListeners | no.such.Listener | Spark does not start with the settings that it was given: ",
        "spark.eventLog.enabled | true | Spark does not start with the settings that it was given: ",
        "spark.sql.shuffle.partitions | few | Spark's setting spark.sql.shuffle.partitions is \"few\": ",
      })
  void aWrongSettingIs78AndOneLineThatNamesIt(String key, String value, String message)
      throws IOException {
    set(key, value);
    if (key.equals("spark.eventLog.enabled")) {
      set("spark.eventLog.dir", directory.resolve("not-there").toUri().toString());
    }
    CommandRun run = check();
    assertEquals(78, run.exit(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("fallline: " + message), run.err());
    assertEquals("", run.out());
    assertFalse(SparkSession.getDefaultSession().isDefined(), "a Spark is left");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requirement failed: Can only call getServletHandlers on a running MetricsSystem",
        "Cannot call methods on a stopped SparkContext."
      })
  void aMasterThatDoesNotAnswerIsToBeTriedLaterThoughSparkSaysSoAsOfASetting(String said) {
    Failure later = Session.notStarted("spark://m:7077", new IllegalArgumentException(said));
    assertEquals(Failure.Kind.TRY_LATER, later.kind());
    assertTrue(
        later
            .getMessage()
            .startsWith(
                "Spark could not be started with master spark://m:7077: it does not answer, or"
                    + " rejects this application's secret ("),
        later.getMessage());
    assertEquals(
        Failure.Kind.CONFIGURATION,
        Session.notStarted("spark://m:7077", new IllegalArgumentException("bad")).kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark.local.dir", "java.io.tmpdir"})
  void withoutADirectoryForTemporaryFilesNothingStarts(String key) throws IOException {
    String before = System.getProperty("java.io.tmpdir");
    Path file = Files.writeString(directory.resolve("file"), "");
    CommandRun run;
    try {
      System.setProperty(key, file + "/tmp");
      run = check();
    } finally {
      System.clearProperty("spark.local.dir");
      System.setProperty("java.io.tmpdir", before);
    }
    assertEquals(74, run.exit(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(
        run.err()
            .startsWith("fallline: " + file + "/tmp: no temporary file can be created there ("),
        run.err());
    assertTrue(
        run.err().endsWith("); expected a directory to write in, given by " + key + "\n"),
        run.err());
  }

  @Test
  void oneOfSeveralDirectoriesForTemporaryFilesIsEnough() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    MachineCheck.requireOneWritable(
        "spark.local.dir", file.toString(), directory.resolve("new").toString());
    try (var left = Files.list(directory.resolve("new"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aLinkToADirectoryIsOneForTemporaryFiles() throws IOException {
    Path there = Files.createDirectory(directory.resolve("there"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), there);
    MachineCheck.requireOneWritable("spark.local.dir", link.toString());
    try (var left = Files.list(there)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aHeapThatIsTooSmallForSparkIs78AndSaysHowToRaiseIt() {
    MachineCheck.requireHeap(450L << 20);
    Failure refused = assertThrows(Failure.class, () -> MachineCheck.requireHeap((450L << 20) - 1));
    assertEquals(Failure.Kind.CONFIGURATION, refused.kind());
    assertTrue(
        refused
            .getMessage()
            .startsWith("the heap of this JVM is 449 MiB, expected at least the 450"),
        refused.getMessage());
  }

  private CommandRun check() throws IOException {
    Path rows = directory.resolve("rows.csv");
    Files.write(
        rows, Arrays.asList("x,label", "1,2", "2,4.5", "3,6", "4,8", "5,10", "6,12", "7,14"));
    Path configuration =
        Files.writeString(directory.resolve("x.conf"), "data.train = \"" + rows + "\"\n");
    return CommandRun.of(
        "check",
        "--config",
        configuration.toString(),
        "--set",
        "output.directory=" + directory.resolve("runs"));
  }
}

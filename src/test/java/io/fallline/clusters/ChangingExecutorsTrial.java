package io.fallline.clusters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import io.fallline.testing.StandaloneCluster;
import io.fallline.testing.TestDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose executors come when there is work for them, and go with their machines. */
@Tag("cluster")
class ChangingExecutorsTrial {
  private static final int EPOCHS = 60;
  private static final int FILES = 8;
  private static final long SECONDS = 170;

  @TempDir private Path directory;

  @Test
  void executorsThatComeAndGoWhileTrainingDoNotMatter() throws Exception {
    JsonNode expected =
        Digits.summary(CommandRun.of(train(directory.resolve("here"), "--master", "local[2]")));
    Path events = Files.createDirectories(directory.resolve("events"));
    Path runs = directory.resolve("runs");
    TestDistribution spark =
        growing(events)
            .withVariable("SPARK_DAEMON_JAVA_OPTS", "-Dspark.decommission.enabled=true")
            .with(
                "spark.dynamicAllocation.executorIdleTimeout=5s",
                "spark.dynamicAllocation.cachedExecutorIdleTimeout=30s",
                "spark.decommission.enabled=true",
                "spark.storage.decommission.enabled=true",
                // so many tasks a step, be there executors for them or not yet
                "spark.default.parallelism=8");
    try (StandaloneCluster cluster = StandaloneCluster.start(spark, 1, directory)) {
      JsonNode changing =
          Digits.summary(
              spark.submit(
                  process -> {
                    awaitEvents(process, events, "SparkListenerExecutorAdded", 1);
                    awaitStep(process, runs);
                    cluster.addWorker();
                    awaitEvents(process, events, "SparkListenerExecutorAdded", 2);
                    cluster.decommissionOldestWorker();
                    awaitEvents(process, events, "SparkListenerExecutorRemoved", 1);
                    cluster.addWorker();
                    awaitEvents(process, events, "SparkListenerExecutorAdded", 3);
                  },
                  cluster.url(),
                  train(runs)));
      Digits.assertSame(expected, changing);
      assertEquals("jobs", changing.path("engine").asText());
      assertEquals(EPOCHS, changing.path("epochs").asInt());
    }
  }

  /** All help to load; the steps after that have work for two. */
  @Test
  void executorsThatHaveNothingToDoAreLetGoWhileTraining() throws Exception {
    String inFiles = "data.train=" + rowsInFiles();
    JsonNode expected =
        Digits.summary(
            CommandRun.of(
                train(directory.resolve("here"), "--set", inFiles, "--master", "local[2]")));
    Path events = Files.createDirectories(directory.resolve("events"));
    Path runs = directory.resolve("runs");
    TestDistribution spark =
        growing(events)
            .with(
                "spark.sql.files.minPartitionNum=" + FILES,
                "spark.dynamicAllocation.initialExecutors=3",
                "spark.dynamicAllocation.executorIdleTimeout=2s",
                "spark.dynamicAllocation.cachedExecutorIdleTimeout=2s",
                "spark.dynamicAllocation.shuffleTracking.timeout=2s",
                "spark.default.parallelism=2");
    try (StandaloneCluster cluster = StandaloneCluster.start(spark, 3, directory)) {
      JsonNode changing =
          Digits.summary(
              spark.submit(
                  process -> {
                    awaitEvents(process, events, "SparkListenerExecutorAdded", 3);
                    awaitStep(process, runs);
                    awaitEvents(process, events, "SparkListenerExecutorRemoved", 1);
                  },
                  cluster.url(),
                  train(runs, "--set", inFiles)));
      Digits.assertSame(expected, changing);
    }
  }

  /** Spark that asks for one to three executors of a core each, and tells in a file. */
  private TestDistribution growing(Path events) throws Exception {
    return SparkDistribution.of(SparkDistribution.USUAL, directory)
        .with(
            "spark.dynamicAllocation.enabled=true",
            "spark.dynamicAllocation.shuffleTracking.enabled=true",
            "spark.dynamicAllocation.minExecutors=1",
            "spark.dynamicAllocation.maxExecutors=3",
            "spark.executor.cores=1",
            "spark.eventLog.enabled=true",
            "spark.eventLog.rolling.enabled=false",
            "spark.eventLog.compress=false",
            "spark.eventLog.dir=" + events.toUri());
  }

  private Path rowsInFiles() throws IOException {
    Path rows = Files.createDirectories(directory.resolve("rows"));
    List<String> lines = Files.readAllLines(Digits.ROWS);
    for (int file = 0; file < FILES; file++) {
      List<String> part = new ArrayList<>(List.of(lines.get(0)));
      for (int row = 1 + file; row < lines.size(); row += FILES) {
        part.add(lines.get(row));
      }
      Files.write(rows.resolve("part-" + file + ".csv"), part);
    }
    return rows;
  }

  /** One whose steps take long enough for Spark to ask for more executors: it does after 1 s. */
  private String[] train(Path runs, String... more) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("digits.conf"),
            """
            data { train = "%s", validation = 0.1, test = 0.1 }
            model { layers = [512, 512], loss = "softmax" }
            training { batchSize = "full", epochs = %d, kernels = "java" }
            """
                .formatted(Digits.ROWS, EPOCHS));
    return Digits.train(
        configuration,
        Stream.concat(Stream.of("--set", "output.directory=" + runs), Stream.of(more))
            .toArray(String[]::new));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void awaitStep(Process process, Path runs) throws Exception {
    await(process, "a step", () -> hasHistory(runs));
  }

  private static boolean hasHistory(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(runs)) {
      return files.anyMatch(file -> file.endsWith("history.jsonl") && file.toFile().length() > 0);
    }
  }

  private static void awaitEvents(Process process, Path events, String name, int number)
      throws Exception {
    await(process, number + " " + name, () -> count(events, name) >= number);
  }

  private static long count(Path events, String name) throws IOException {
    ObjectMapper json = new ObjectMapper();
    long count = 0;
    for (Path log : logs(events)) {
      for (String line : Files.readString(log).split("\n")) {
        if (line.contains(name) && line.endsWith("}")) {
          count += json.readTree(line).path("Event").asText().equals(name) ? 1 : 0;
        }
      }
    }
    return count;
  }

  private static List<Path> logs(Path events) throws IOException {
    try (Stream<Path> files = Files.list(events)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static void await(Process process, String what, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.holds()) {
      assertTrue(process.isAlive(), "the training ended before there was " + what);
      assertTrue(System.nanoTime() < end, "waited in vain for " + what);
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }
}

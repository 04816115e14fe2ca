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

/** A training that is long enough for something to happen to one of its two executors meanwhile. */
record TrainingOnTwoExecutors(Path directory, int epochs) {
  static final String MASTER = "local-cluster[2,1,1024]";
  static final long SECONDS = 170;

  private static final Path DIGITS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("sample-data/digits.csv");
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  /** The summary of the same training in one process. */
  JsonNode calm() throws Exception {
    return summary(
        CommandRun.of(
            Stream.concat(
                    Stream.of(command(directory.resolve("calm"), "resident")),
                    Stream.of("--master", "local[1]"))
                .toArray(String[]::new)));
  }

  String[] command(Path runs, String engine) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("digits.conf"),
            """
            name = "digits"
            data { train = "%s", validation = 0.1 }
            model { layers = [16], loss = "softmax", dropout = 0.1 }
            training { batchSize = 100, epochs = %d, engine = "%s" }
            """
                .formatted(DIGITS, epochs, engine));
    return new String[] {
      "train",
      "--config",
      configuration.toString(),
      "--json",
      "--quiet",
      "--set",
      "output.directory=" + runs
    };
  }

  static JsonNode summary(CommandRun run) throws Exception {
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  /** Once training is under way. */
  static ProcessHandle anExecutor(Process submitted, Path runs) throws Exception {
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

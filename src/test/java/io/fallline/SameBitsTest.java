package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import io.fallline.testing.StandaloneCluster;
import io.fallline.testing.TestDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same rows, configuration and seed give the same model, bit for bit, wherever and however it
 * is trained.
 */
class SameBitsTest {
  private static final Path DIGITS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("sample-data/digits.csv");

  @TempDir static Path directory;
  private static Path configuration;
  private static TestDistribution distribution;
  private static JsonNode expected;

  @BeforeAll
  static void trainOnOneThread() throws Exception {
    configuration =
        Files.writeString(
            directory.resolve("digits.conf"),
            """
            name = "digits"
            data { train = "%s", validation = 0.1, test = 0.2 }
            model { layers = [32, 16], activation = "tanh", loss = "softmax", dropout = 0.2 }
            optimizer { rule = "adam", learningRate = 0.005 }
            regularization { l1 = 0.0001, l2 = 0.001 }
            training { batchSize = 100, epochs = 2, classWeights = "balanced" }
            output { directory = "%s" }
            """
                .formatted(DIGITS, directory.resolve("runs")));
    distribution = TestDistribution.build(directory);
    expected =
        summary(CommandRun.of(train("--master", "local[1]", "--set", "training.engine=local")));
  }

  @ParameterizedTest
  @CsvSource({
    "local[2],local",
    "local[1],jobs",
    "local[2],jobs",
    "local[3],auto",
    "local[1],resident",
    "local[2],resident",
    "local[3],resident"
  })
  void coresAndEnginesDoNotMatter(String master, String engine) throws Exception {
    assertSame(
        summary(CommandRun.of(train("--master", master, "--set", "training.engine=" + engine))));
  }

  @ParameterizedTest
  @CsvSource({"1,local[1],local", "3,local[2],jobs", "50,local[2],resident"})
  void filesAndTheOrderOfRowsDoNotMatter(int files, String master, String engine) throws Exception {
    Path cut = cut(files);
    assertSame(
        summary(
            CommandRun.of(
                train(
                    "--master",
                    master,
                    "--set",
                    "training.engine=" + engine,
                    "--set",
                    "data.train=" + cut))));
  }

  @ParameterizedTest
  @CsvSource({"auto,resident", "jobs,jobs"})
  void executorsThatAreProcessesDoNotMatter(String engine, String ran) throws Exception {
    JsonNode summary =
        summary(
            distribution.submit(
                "local-cluster[2,1,1024]", train("--set", "training.engine=" + engine)));
    assertSame(summary);
    assertEquals(ran, summary.path("engine").asText(), summary.path("engineReason").asText());
  }

  @Test
  void aStandaloneClusterOfTwoWorkersDoesNotMatter() throws Exception {
    try (StandaloneCluster cluster = StandaloneCluster.start(distribution, 2, directory)) {
      JsonNode summary =
          summary(distribution.submit(cluster.url(), train("--set", "data.train=" + cut(4))));
      assertSame(summary);
      assertEquals("resident", summary.path("engine").asText());
    }
  }

  private static String[] train(String... more) {
    return Stream.concat(
            Stream.of("train", "--config", configuration.toString(), "--json", "--quiet"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static JsonNode summary(CommandRun run) throws Exception {
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  private static void assertSame(JsonNode found) {
    assertEquals(expected.path("kernels"), found.path("kernels"));
    assertEquals(expected.path("dataSha256"), found.path("dataSha256"));
    assertEquals(64, found.path("parametersSha256").asText().length());
    assertEquals(expected.path("parametersSha256"), found.path("parametersSha256"));
    assertEquals(expected.path("loss"), found.path("loss"));
    assertEquals(expected.path("metrics"), found.path("metrics"));
  }

  /** The digits in another order, dealt out to files. */
  private static Path cut(int files) throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(DIGITS));
    String header = lines.remove(0);
    Collections.shuffle(lines, new Random(files));
    Path cut = Files.createDirectories(directory.resolve("cut-" + files));
    for (int i = 0; i < files; i++) {
      List<String> part = new ArrayList<>(List.of(header));
      for (int row = i; row < lines.size(); row += files) {
        part.add(lines.get(row));
      }
      Files.write(cut.resolve("part-" + (files - i) + ".csv"), part);
    }
    return cut;
  }
}

package io.fallline.clusters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A short training that every cluster must bring to the same bits. */
final class Digits {
  static final Path ROWS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("sample-data/digits.csv");

  private Digits() {}

  /**
   * Its configuration.
   *
   * @param rows where the rows are
   * @param directory in which runs and checkpoints go
   */
  static Path configuration(Path file, String rows, String directory) throws IOException {
    return Files.writeString(
        file,
        """
        name = "digits"
        data { train = "%s", validation = 0.1, test = 0.2 }
        model { layers = [32, 16], activation = "tanh", loss = "softmax", dropout = 0.2 }
        optimizer { rule = "adam", learningRate = 0.005 }
        regularization { l1 = 0.0001, l2 = 0.001 }
        training { batchSize = 100, epochs = 2, classWeights = "balanced" }
        checkpoint { directory = "%s/checkpoints" }
        output { directory = "%s/runs" }
        """
            .formatted(rows, directory, directory));
  }

  static String[] train(Path configuration, String... more) {
    return Stream.concat(
            Stream.of("train", "--config", configuration.toString(), "--json", "--quiet"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** What a Spark inside this process makes of it. */
  static JsonNode onTwoThreads(Path directory) throws Exception {
    Path configuration =
        configuration(
            directory.resolve("here.conf"), ROWS.toString(), directory.resolve("here").toString());
    return summary(CommandRun.of(train(configuration, "--master", "local[2]")));
  }

  static JsonNode summary(CommandRun run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  static void assertSame(JsonNode expected, JsonNode found) {
    for (String name : new String[] {"kernels", "dataSha256", "loss", "metrics"}) {
      assertEquals(expected.path(name), found.path(name), name);
    }
    assertEquals(64, found.path("parametersSha256").asText().length());
    assertEquals(expected.path("parametersSha256"), found.path("parametersSha256"));
  }
}

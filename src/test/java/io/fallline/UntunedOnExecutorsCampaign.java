package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import io.fallline.testing.Campaign;
import io.fallline.testing.LongTrial;
import io.fallline.testing.TestDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A training for which nothing is set finds the same rate and the same start, and ends with the
 * same bits, on any number of executors: rows held out, trials, steps, finish and refit.
 */
@LongTrial
@Tag("alone")
class UntunedOnExecutorsCampaign {
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
            data { train = "%s" }
            model { loss = "softmax" }
            training { maxSteps = %d }
            output { directory = "%s" }
            """
                .formatted(DIGITS, Campaign.rounds(200, 60), directory.resolve("runs")));
    distribution = TestDistribution.build(directory);
    expected = summary(CommandRun.of(train("--master", "local[1]")));
    assertTrue(expected.path("found").isObject(), expected.toString());
  }

  static Stream<Arguments> clusters() {
    return Stream.of(
            Arguments.of(2, "resident"),
            Arguments.of(2, "jobs"),
            Arguments.of(1, "resident"),
            Arguments.of(4, "resident"),
            Arguments.of(4, "jobs"))
        .limit(Campaign.rounds(5, 1));
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void executorsDoNotMatter(int executors, String engine) throws Exception {
    JsonNode found =
        summary(
            distribution.submit(
                "local-cluster[" + executors + ",1,1024]",
                train("--set", "training.engine=" + engine)));
    assertEquals(engine, found.path("engine").asText(), found.path("engineReason").asText());
    for (String member : new String[] {"found", "dataSha256", "parametersSha256", "loss"}) {
      assertEquals(expected.path(member), found.path(member), member);
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
}

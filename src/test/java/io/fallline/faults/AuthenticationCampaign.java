package io.fallline.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import io.fallline.testing.LongTrial;
import io.fallline.testing.TestDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Spark asks for a secret and encrypts, resident tasks train, and strangers are kept out. */
@LongTrial
@Tag("alone")
class AuthenticationCampaign {
  private static final Path DIGITS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("sample-data/digits.csv");

  @TempDir private Path directory;

  @Test
  void residentTasksTrainToTheSameBitsBehindASecretAndEncryption() throws Exception {
    Path configuration =
        Files.writeString(
            directory.resolve("digits.conf"),
            """
            data { train = "%s", validation = 0.1 }
            model { layers = [16], loss = "softmax", dropout = 0.1 }
            training { batchSize = 100, epochs = 2, engine = "resident" }
            output.directory = "%s"
            """
                .formatted(DIGITS, directory.resolve("runs")));
    String[] train = {"train", "--config", configuration.toString(), "--json", "--quiet"};
    JsonNode calm =
        summary(
            CommandRun.of(
                Stream.concat(Stream.of(train), Stream.of("--master", "local[1]"))
                    .toArray(String[]::new)));
    JsonNode behind =
        summary(
            TestDistribution.build(directory)
                .with(
                    "spark.authenticate=true",
                    "spark.authenticate.secret=0123456789abcdef",
                    "spark.network.crypto.enabled=true",
                    "spark.io.encryption.enabled=true")
                .submit("local-cluster[2,1,1024]", train));
    assertEquals(calm.path("parametersSha256"), behind.path("parametersSha256"));
    assertEquals("resident", behind.path("engine").asText());
    assertEquals("as configured", behind.path("engineReason").asText());
  }

  @Test
  void aProcessWithoutTheSecretIsTurnedAwayAndDisturbsNothing() throws Exception {
    List<String> said = new ArrayList<>();
    int exit =
        ForkedDriver.run(TestDistribution.build(directory), AuthenticationDriver.class, said::add);
    assertEquals(0, exit);
    assertTrue(
        said.containsAll(
            List.of(
                "without a secret: turned away",
                "with another secret: turned away",
                "with the secret: reached, and answered 3 bytes that are no request",
                "under way meanwhile: true",
                "same bits: true",
                "engine: resident []")),
        said::toString);
  }

  private static JsonNode summary(CommandRun run) throws Exception {
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }
}

package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a small Spark. */
class CommandsTest {
  private static final int ROWS = 200;

  @TempDir private Path directory;
  private Path configuration;
  private Path rows;

  @BeforeEach
  void writeRowsAndConfiguration() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder text = new StringBuilder("a,b,label\n");
    for (int i = 0; i < ROWS; i++) {
      double a = random.nextDouble() - 0.5;
      double b = random.nextDouble() - 0.5;
      text.append(a)
          .append(',')
          .append(b)
          .append(',')
          .append(a + b > 0 ? "yes" : "no")
          .append('\n');
    }
    rows = Files.writeString(directory.resolve("rows.csv"), text);
    configuration =
        Files.writeString(
            directory.resolve("job.conf"),
            """
            name = small
            data { train = "%s", validation = 0.2 }
            model.loss = logistic
            optimizer.learningRate = 0.1
            training { epochs = 3, batchSize = 32 }
            output.directory = "%s"
            """
                .formatted(rows, directory.resolve("runs")));
  }

  @Test
  void aNetworkThatDoesNotFitIntoTheDriverIsRefusedBeforeTraining() {
    Ran run =
        spark("train", "--config", configuration.toString(), "--set", "model.layers=[30000,30000]");
    assertEquals(78, run.exit(), run.err());
    assertTrue(run.err().contains("parameters need"), run.err());
  }

  @Test
  void aTrainingLeavesARunWhoseModelIsEvaluatedAndPredictsWith() throws IOException {
    JsonNode summary = trained();
    assertEquals("small", summary.get("name").asText());
    assertEquals(ROWS, summary.get("rows").asInt() + validationRows(summary));
    String model = summary.get("model").asText();
    assertTrue(Files.isRegularFile(Path.of(model, "model.safetensors")), model);

    Ran evaluated = spark("evaluate", "--model", model, "--data", rows.toString(), "--json");
    assertEquals(0, evaluated.exit(), evaluated.err());
    assertTrue(json(evaluated).toString().contains("\"accuracy\""), evaluated.out());

    Path output = directory.resolve("predictions");
    Ran predicted =
        spark(
            "predict", "--model", model, "--data", rows.toString(), "--output", output.toString());
    assertEquals(0, predicted.exit(), predicted.err());
    assertTrue(Files.exists(output), predicted.out());
    assertEquals(
        74,
        spark("predict", "--model", model, "--data", rows.toString(), "--output", output.toString())
            .exit());
  }

  @Test
  void theResolvedConfigurationOfARunTrainsTheSameModelAgain() throws IOException {
    JsonNode summary = trained();
    Path resolved = Path.of(summary.get("model").asText()).resolveSibling("resolved.conf");
    assertEquals(
        ConfigurationFile.load(configuration, List.of()),
        ConfigurationFile.load(resolved, List.of()));
    Ran again = spark("train", "--config", resolved.toString(), "--json", "--quiet");
    assertEquals(summary.get("parametersSha256"), json(again).get("parametersSha256"));
  }

  @Test
  void progressGoesToStandardErrorAndTheTextToStandardOutput() {
    Ran ran = spark("train", "--config", configuration.toString());
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.err().contains("epoch 3/3"), ran.err());
    assertFalse(ran.out().contains("epoch 3/3"), ran.out());
    assertTrue(ran.out().startsWith("small"), ran.out());
  }

  @Test
  void aCheckTrainsNothing() throws IOException {
    Ran ran = spark("check", "--config", configuration.toString());
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.out().contains("gradient: "), ran.out());
    assertFalse(Files.exists(directory.resolve("runs/small")), "a run directory");
  }

  @Test
  void aBadRowIs65() throws IOException {
    Files.writeString(rows, Files.readString(rows) + "1,NaN,yes\n");
    Ran ran = spark("train", "--config", configuration.toString());
    assertEquals(65, ran.exit(), ran.err());
    assertEquals("", ran.out());
    assertEquals(1, ran.err().lines().count(), ran.err());
  }

  @Test
  void aMasterThatSparkDoesNotKnowIs64() {
    LocalSpark.stop(); // else it would be taken, whatever its master
    Ran ran = Ran.command("check", "--config", configuration.toString(), "--master", "lokal");
    assertEquals(64, ran.exit(), ran.err());
    assertTrue(ran.err().startsWith("fallline: --master lokal is no master of Spark's"), ran.err());
  }

  private JsonNode trained() throws IOException {
    Ran ran = spark("train", "--config", configuration.toString(), "--json", "--quiet");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("", ran.err());
    return json(ran);
  }

  private static int validationRows(JsonNode summary) {
    int rows = 0;
    for (JsonNode line : summary.get("confusion").get("validation")) {
      for (JsonNode count : line) {
        rows += count.asInt();
      }
    }
    return rows;
  }

  private static Ran spark(String command, String... arguments) {
    String[] whole = new String[arguments.length + 3];
    whole[0] = command;
    System.arraycopy(arguments, 0, whole, 1, arguments.length);
    whole[arguments.length + 1] = "--master";
    whole[arguments.length + 2] = "local[2]";
    return Ran.command(whole);
  }

  /** Fails where standard output holds more than one JSON value. */
  private static JsonNode json(Ran ran) throws IOException {
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(ran.out());
  }
}

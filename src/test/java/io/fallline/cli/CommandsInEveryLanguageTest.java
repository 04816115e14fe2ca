package io.fallline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.retrain.IrisNights;
import io.fallline.testing.ForkedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All commands on a machine of another language: with digits, a decimal separator or letters of its
 * own. They write what they write elsewhere, and it is read elsewhere.
 */
class CommandsInEveryLanguageTest {
  /** Digits that are not 0 to 9; pages say more than ASCII, but no numbers. */
  private static final Pattern OTHER_DIGIT = Pattern.compile("[\\p{Nd}&&[^0-9]]");

  private static final Locale BEFORE = Locale.getDefault();

  @TempDir private static Path plain;
  @TempDir private Path directory;

  @BeforeAll
  static void walkWithoutLanguage() throws IOException {
    Locale.setDefault(Locale.ROOT);
    new Walk(plain).all();
  }

  @AfterEach
  void withoutLanguage() {
    Locale.setDefault(Locale.ROOT);
  }

  @AfterAll
  static void asBefore() {
    Locale.setDefault(BEFORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fa-IR", "tr-TR", "de-DE"})
  void allCommandsWriteWhatTheyWriteElsewhere(String language) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(language));
    Walk walk = new Walk(directory);
    walk.all();
    Locale.setDefault(Locale.ROOT);
    walk.readBack();
    deleteWhatSparkNames(directory.resolve("predictions"));
    List<String> added = new ArrayList<>(names(directory));
    names(plain).forEach(added::remove);
    assertEquals(List.of(), added, "names of files that are others");
    requirePlainDigits(directory);
    for (String file : List.of("paths/paths.svg", "paths/paths.html", "paths/paths.csv")) {
      assertArrayEquals(
          Files.readAllBytes(plain.resolve(file)),
          Files.readAllBytes(directory.resolve(file)),
          file);
    }
    for (String file : List.of("evaluated", "parameters")) {
      assertEquals(
          Files.readString(plain.resolve(file)), Files.readString(directory.resolve(file)), file);
    }
  }

  @Test
  void aProcessOfItsOwnHasSparkNumberItsFilesInPlainDigits() throws Exception {
    Path output = directory.resolve("predictions");
    Path said = directory.resolve("said");
    List<String> command = new ArrayList<>();
    command.add(ForkedJava.home().resolve("bin/java").toString());
    command.addAll(List.of("-Xmx512m", "-Duser.language=fa", "-Duser.country=IR"));
    command.add("@" + Path.of(System.getenv("FALLLINE_HOME"), "submit-scripts/jvm.options"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("predict", "--master", "local[1]", "--model", plainModel()));
    command.addAll(List.of("--data", plain.resolve("data").toString()));
    command.addAll(List.of("--output", output.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertTrue(process.waitFor(10, TimeUnit.MINUTES), "it hangs");
    assertEquals(0, process.exitValue(), Files.readString(said));
    requirePlainDigits(directory);
  }

  private static String plainModel() throws IOException {
    try (Stream<Path> files = Files.walk(plain.resolve("runs"))) {
      return files.filter(file -> file.endsWith("model")).findFirst().orElseThrow().toString();
    }
  }

  /** By a process that has not set its language, as a notebook's; see the test above. */
  private static void deleteWhatSparkNames(Path predictions) throws IOException {
    try (Stream<Path> files = Files.list(predictions)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** The names of all files, but for times, ids and numbers of runs. */
  private static List<String> names(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .map(name -> name.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID"))
          .map(name -> name.replaceAll("[0-9]{8}-[0-9]{6}(-[0-9]+)?|[0-9]{10}(\\.|$)", "TIME"))
          .sorted()
          .toList();
    }
  }

  private static void requirePlainDigits(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        assertFalse(OTHER_DIGIT.matcher(file.toString()).find(), file.toString());
        if (Files.isRegularFile(file)
            && !file.toString().matches(".*(parquet|crc|tensors|onnx|/events.*)")) {
          String text = new String(Files.readAllBytes(file), UTF_8);
          assertFalse(OTHER_DIGIT.matcher(text).find(), file.toString());
        }
      }
    }
  }

  /** Every command once, or as often as it takes for one to read what another has written. */
  private static final class Walk {
    private final Path directory;
    private final IrisNights nights;

    Walk(Path directory) {
      this.directory = directory;
      this.nights = new IrisNights(directory);
      nights.write("day-1.csv", 0);
    }

    void all() throws IOException {
      String config = nights.configuration().toString();
      String data = directory.resolve("data").toString();
      String checkpoints = "checkpoint.directory=" + directory.resolve("checkpoints");
      run("check", "--config", config);
      run("train", "--config", config, "--set", checkpoints);
      JsonNode summary =
          json(
              run(
                  "train",
                  "--config",
                  config,
                  "--set",
                  checkpoints,
                  "--json",
                  "--set",
                  "training.epochs=5"));
      assertTrue(summary.get("resumedFromStep").asInt() > 0, summary.toString());
      Files.writeString(directory.resolve("parameters"), summary.get("parametersSha256").asText());
      String model = summary.get("model").asText();
      Files.writeString(
          directory.resolve("evaluated"), run("evaluate", "--model", model, "--data", data));
      String predictions = directory.resolve("predictions").toString();
      run("predict", "--model", model, "--data", data, "--output", predictions);
      run("report", "--run", Path.of(model).getParent().toString());
      run(
          "export",
          "--model",
          model,
          "--format",
          "onnx",
          "--output",
          directory.resolve("m.onnx").toString());
      run("find-rate", "--config", config);
      run("compare", "--config", config, "--vary", "optimizer.learningRate=0.01,0.1");
      run(
          "paths",
          "--function",
          "ravine",
          "--rules",
          "sgd,adam",
          "--rates",
          "0.015625",
          "--output",
          directory.resolve("paths").toString());
      assertEquals("promoted", retrain("first"));
      assertEquals("promoted", retrain("second"));
      assertEquals("alreadyDone", retrain("second"));
      models("promote", "1");
      models("rollback");
      readBack();
    }

    void readBack() {
      assertTrue(models("list").contains("*      2  "), models("list"));
      models("show");
      models("verify");
    }

    private String retrain(String key) throws IOException {
      return json(run(
              "retrain",
              "--config",
              nights.configuration().toString(),
              "--json",
              "--set",
              "retrain.runKey=" + key,
              "--set",
              "retrain.gate.minGain=-1e9"))
          .get("outcome")
          .asText();
    }

    private String models(String... words) {
      List<String> all = new ArrayList<>(List.of("models"));
      all.addAll(List.of(words));
      all.addAll(List.of("--registry", nights.registry().toString()));
      return run(all.toArray(String[]::new));
    }

    private static String run(String... words) {
      Ran ran = Ran.command(words);
      String told = String.join(" ", words) + ": " + ran.out() + ran.err();
      assertEquals(0, ran.exit(), told);
      assertFalse(OTHER_DIGIT.matcher(told).find(), told);
      return ran.out();
    }

    private static JsonNode json(String text) throws IOException {
      return new ObjectMapper().readTree(text.getBytes(UTF_8));
    }
  }
}

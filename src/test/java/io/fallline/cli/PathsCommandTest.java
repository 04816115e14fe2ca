package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.function.PlaneFunctions;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PathsCommandTest {
  @TempDir private Path directory;

  static Stream<String> functions() {
    return PlaneFunctions.registry().names().stream();
  }

  static Stream<Arguments> wrongCommandLines() {
    return Stream.of(
        wrong("--function bowel is not a function; did you mean bowl?", "--function", "bowel"),
        wrong("--rules adm is not a rule; did you mean adam?", "--rules", "sgd,adm"),
        wrong("--rates has -0.1, expected numbers above 0", "--rates", "-0.1"),
        wrong("--rates has NaN, expected numbers above 0", "--rates", "NaN"),
        wrong("Invalid value for option '--rates' (RATE): 'fast'", "--rates", "fast"),
        wrong("--noise has -1.0, expected numbers of 0 or more", "--noise", "-1"),
        wrong("--steps is 0, expected 1 to 2000", "--steps", "0"),
        wrong("--steps is 2001, expected 1 to 2000", "--steps", "2001"),
        wrong("Invalid value for option '--start' (X,Y): '1' is not a point", "--start", "1"),
        wrong("Invalid value for option '--start' (X,Y): '1,NaN' is not", "--start", "1,NaN"),
        wrong("--master is not an option of paths", "--master", "local"),
        wrong(
            "rules, rates, noises and starts make 28 paths, expected at most 24",
            "--rates",
            "1,2,3,4,5,6,7"),
        wrong(
            "--rates is given, and --set has a rule's learningRate too",
            "--rates",
            "1",
            "--set",
            "adam.learningRate=1"));
  }

  private static Arguments wrong(String message, String... arguments) {
    return Arguments.of(message, List.of(arguments));
  }

  @ParameterizedTest
  @MethodSource("wrongCommandLines")
  void aWrongCommandLineIs64AndWritesNothing(String message, List<String> arguments)
      throws IOException {
    List<String> whole = new ArrayList<>(arguments);
    if (!whole.contains("--function")) {
      whole.addAll(List.of("--function", "bowl"));
    }
    Ran ran = paths(whole.toArray(String[]::new));
    assertEquals(64, ran.exit(), ran.err());
    assertEquals("", ran.out());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().startsWith("fallline: " + message), ran.err());
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(0, files.count());
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunctionIsDrawnByEveryRule(String function) throws IOException {
    String rules = String.join(",", Optimizers.registry().names());
    JsonNode json = json(paths("--function", function, "--rules", rules, "--steps", "30"));
    assertEquals(Optimizers.registry().names().size(), json.get("paths").size());
    for (JsonNode path : json.get("paths")) {
      assertTrue(path.get("largestGradientDifference").asDouble() < 1e-3, path.toString());
    }
  }

  @Test
  void aPictureAPageAndATableAreWrittenAndNamed() throws IOException {
    Ran ran = Ran.command("paths", "--function", "bowl", "--output", output());
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("", ran.err());
    for (String file : List.of("paths.svg", "paths.html", "paths.csv")) {
      assertTrue(ran.out().contains(output() + "/" + file), ran.out());
      assertTrue(Files.size(Path.of(output(), file)) > 0, file);
    }
  }

  @Test
  void whatIsThereIsNotOverwritten() throws IOException {
    Files.createDirectory(Path.of(output()));
    Ran ran = paths("--function", "bowl");
    assertEquals(
        new Ran(74, "", "fallline: " + output() + ": exists already; it was left as it is\n"), ran);
  }

  @Test
  void aSettingThatDoesNotFitIs78() {
    Ran ran = paths("--function", "bowl", "--set", "adam.beta1=1");
    assertEquals(78, ran.exit());
    assertTrue(ran.err().startsWith("fallline: --set adam.beta1: beta1 is 1.0"), ran.err());
  }

  @Test
  void everyRateAndNoiseAndStartMakesAPath() throws IOException {
    JsonNode json =
        json(
            paths(
                "--function",
                "bowl",
                "--rules",
                "sgd,adam",
                "--rates",
                "0.1,0.2",
                "--noise",
                "0,1",
                "--start",
                "-1,2",
                "--start",
                "1.5,-2",
                "--steps",
                "7"));
    assertEquals(16, json.get("paths").size());
    JsonNode last = json.get("paths").get(15);
    assertEquals("adam", last.get("rule").asText());
    assertEquals(0.2, last.get("learningRate").asDouble());
    assertEquals(1, last.get("noise").asDouble());
    assertEquals("[1.5,-2.0]", last.get("start").toString());
    assertEquals(7, last.get("steps").asInt());
  }

  @Test
  void settingsReachTheRule() throws IOException {
    JsonNode json =
        json(
            paths(
                "--function",
                "ravine",
                "--rules",
                "momentum,sgd",
                "--steps",
                "20",
                "--set",
                "momentum.momentum=0",
                "--set",
                "momentum.learningRate=0.05",
                "--set",
                "sgd.learningRate=0.05"));
    assertEquals(json.get("paths").get(1).get("end"), json.get("paths").get(0).get("end"));
    assertEquals(0, json.get("paths").get(0).get("settings").get("momentum").asDouble());
  }

  @Test
  void toMaximizeIsToClimb() throws IOException {
    JsonNode path =
        json(paths("--function", "minima", "--maximize", "--rules", "sgd", "--start", "-0.5,0"))
            .get("paths")
            .get(0);
    assertEquals(191.59270274756167, path.get("value").asDouble(), 1e-3);
  }

  @Test
  void aStartOutsideTheWindowIsShown() throws IOException {
    JsonNode path =
        json(paths("--function", "bowl", "--start", "40,-30", "--rates", "0.1", "--rules", "sgd"))
            .get("paths")
            .get(0);
    assertEquals("maxSteps", path.get("stopReason").asText());
    assertEquals(100, path.get("steps").asInt());
  }

  @Test
  void noSparkIsStarted() {
    LocalSpark.stop();
    assertEquals(0, paths("--function", "bowl").exit());
    assertTrue(SparkSession.getDefaultSession().isEmpty(), "a Spark session");
    assertTrue(SparkSession.getActiveSession().isEmpty(), "a Spark session");
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().startsWith("dispatcher-event-loop")),
        "threads of Spark");
  }

  private String output() {
    return directory.resolve("out").toString();
  }

  private Ran paths(String... arguments) {
    List<String> whole = new ArrayList<>(List.of("paths", "--json", "--output", output()));
    whole.addAll(List.of(arguments));
    return Ran.command(whole.toArray(String[]::new));
  }

  private static JsonNode json(Ran ran) throws IOException {
    assertEquals(0, ran.exit(), ran.err());
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(ran.out());
  }
}

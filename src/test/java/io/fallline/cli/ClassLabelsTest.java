package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.scorer.Scorer;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels as files have them, from one command to the next. */
class ClassLabelsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private Path data;

  @BeforeAll
  static void start() {
    LocalSpark.session(); // every command here uses it
  }

  @BeforeEach
  void nameTheData() {
    data = directory.resolve("data.csv");
  }

  /** Benign and malignant are 2 and 4 in the oldest of public tables. */
  @Test
  void twoNumbersAreClassesInEveryCommand() throws IOException {
    write(i -> i < 10 ? "2" : "4");
    Path model = model(train("logistic", "training.classWeights={\"4\" = 2, \"2.0\" = 1}"));
    assertEquals("[\"2\",\"4\"]", classes(model).path("names").toString());
    assertEquals(List.of(2.0, 4.0), predictions(model));
    assertEquals(List.of(2.0, 4.0), Scorer.load(model).classes());
    assertEquals(4.0, Scorer.load(model).score(Map.of("x", 30)).value());
    JsonNode evaluated = json(ran("evaluate", "--model", model, "--data", data, "--json"));
    assertEquals(1, evaluated.at("/metrics/accuracy").asDouble());
    assertEquals("[\"2\",\"4\"]", evaluated.at("/confusion/classes").toString());
    String findings = ran("check", "--config", configuration("logistic")).out();
    assertTrue(findings.contains("classes: 2, 4; 4 is the positive one\n"), findings);
    Path onnx = directory.resolve("model.onnx");
    ran("export", "--model", model, "--format", "onnx", "--output", onnx);
    assertTrue(Files.size(onnx) > 0);
    ran("find-rate", "--config", configuration("logistic"), "--steps", "20");
    JsonNode compared =
        json(
            ran(
                "compare",
                "--config",
                configuration("logistic"),
                "--vary",
                "optimizer.learningRate=0.1,0.2",
                "--json"));
    assertEquals(2, compared.path("runs").size(), compared.toString());
  }

  @ParameterizedTest
  @CsvSource({"logistic, 1, 2", "hinge, 0, 5", "squaredHinge, -1, 1", "softmax, 2, 6"})
  void predictionsAreTheNumbersOfTheFile(String loss, String first, String second)
      throws IOException {
    write(i -> i < 10 ? first : second);
    assertEquals(
        List.of(Double.valueOf(first), Double.valueOf(second)), predictions(model(train(loss))));
  }

  @Test
  void truthValuesComeBackAsTruthValues() throws IOException {
    data = directory.resolve("data.json");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add("{\"label\": " + (i >= 10) + ", \"x\": " + i + "}");
    }
    Files.write(data, lines);
    Path model = model(train("logistic", "data.format=json", "training.classWeights={true=2}"));
    assertEquals(List.of(false, true), predictions(model));
    assertEquals(true, Scorer.load(model).score(Map.of("x", 30)).value());
    assertEquals(
        "{\"numeric\":false,\"boolean\":true,\"names\":[\"false\",\"true\"]}",
        classes(model).toString());
  }

  @Test
  void textsComeBackAsTexts() throws IOException {
    write(i -> i < 10 ? "no" : "yes");
    assertEquals(List.of("no", "yes"), predictions(model(train("logistic"))));
  }

  /** The digits of a sample that happens to have only some of them are still digits. */
  @Test
  void aModelToStartFromGivesItsClasses() throws IOException {
    write(i -> i < 10 ? "3" : i < 15 ? "5" : "9");
    Path first = model(train("softmax"));
    write(i -> i < 10 ? "5" : "9");
    Path second = model(train("softmax", "model.initial=\"" + first + "\""));
    assertEquals("[\"3\",\"5\",\"9\"]", classes(second).path("names").toString());
    write(i -> i == 12 ? "7" : i < 10 ? "5" : "9");
    for (String command : List.of("train", "check", "find-rate")) {
      assertRefused(
          data
              + ", row 13: column \"label\" is 7, expected one of the model's classes: 3, 5, 9, which"
              + " training starts from; with model.initial = null it learns other classes",
          Ran.command(
              command,
              "--config",
              configuration("softmax").toString(),
              "--set",
              "model.initial=\"" + first + "\""));
    }
  }

  /** As many inputs in all, of which fewer are numbers: no weight would be where it belongs. */
  @Test
  void aModelWithAsManyInputsOfOtherKindsIsNoStart() throws IOException {
    List<String> lines = new ArrayList<>(List.of("label,x,y,z"));
    for (int i = 0; i < 20; i++) {
      lines.add((i < 10 ? "1" : "2") + "," + i + "," + i % 2 + "," + i % 3);
    }
    Files.write(data, lines);
    Path first = model(train("logistic"));
    Ran run =
        train(
            "logistic",
            "data.categorical=[y]",
            "data.ignore=[z]",
            "model.initial=\"" + first + "\"");
    assertEquals(78, run.exit(), run.err());
    assertTrue(
        run.err()
            .contains(
                " has the inputs [3 of numbers, 0 of categories and hashes], this configuration's"
                    + " model has [1 of numbers, 2 of categories and hashes]"),
        run.err());
  }

  @Test
  void aClassThatTheModelDoesNotKnowIsNamedWithThoseItKnows() throws IOException {
    write(i -> i < 10 ? "1" : "2");
    Path model = model(train("logistic"));
    write(i -> i < 10 ? "1" : "0");
    assertRefused(
        data + ", row 11: column \"label\" is 0, expected one of the model's classes: 1, 2",
        Ran.command("evaluate", "--model", model.toString(), "--data", data.toString()));
  }

  @Test
  void oneClassIsNotEnoughToLearnFrom() throws IOException {
    write(i -> "2");
    assertRefused(
        data + ": column \"label\" is 2 in every row, expected two classes or more",
        train("softmax"));
  }

  @Test
  void twoWeightsOfOneClassAreRefused() throws IOException {
    write(i -> i < 10 ? "1" : "2");
    Ran run = train("logistic", "training.classWeights={\"1\" = 2, \"1.0\" = 3}");
    assertEquals(78, run.exit(), run.err());
    assertTrue(run.err().contains("two weights for one class: 1 and 1.0"), run.err());
  }

  private void write(IntFunction<String> label) throws IOException {
    List<String> lines = new ArrayList<>(List.of("label,x"));
    for (int i = 0; i < 20; i++) {
      lines.add(label.apply(i) + "," + (i < 10 ? i : 10 + i));
    }
    Files.write(data, lines);
  }

  private Path configuration(String loss) throws IOException {
    return Files.writeString(
        directory.resolve("job.conf"),
        """
        data.train = "%s"
        model.loss = "%s"
        optimizer.learningRate = 0.5
        training.epochs = 60
        output.directory = "%s"
        """
            .formatted(data, loss, directory.resolve("runs")));
  }

  private Ran train(String loss, String... settings) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--config", configuration(loss).toString(), "--json", "--quiet"));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return Ran.command(arguments.toArray(String[]::new));
  }

  private static Ran ran(Object... arguments) {
    Ran run = Ran.command(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    assertEquals(0, run.exit(), run.err());
    return run;
  }

  private static JsonNode json(Ran run) throws IOException {
    return JSON.readTree(run.out());
  }

  private static Path model(Ran run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return Path.of(json(run).path("model").asText());
  }

  private static JsonNode classes(Path model) throws IOException {
    return JSON.readTree(Files.readString(model.resolve("manifest.json"))).at("/schema/classes");
  }

  /** Those that there are, in the order of the column. */
  private List<Object> predictions(Path model) {
    Path output = directory.resolve("predictions-" + model.getParent().getFileName());
    ran("predict", "--model", model, "--data", data, "--output", output);
    return LocalSpark.session()
        .read()
        .parquet(output.toString())
        .select("prediction")
        .distinct()
        .orderBy("prediction")
        .collectAsList()
        .stream()
        .map((Row row) -> row.get(0))
        .toList();
  }

  private static void assertRefused(String message, Ran run) {
    assertEquals(65, run.exit(), run.err());
    assertEquals(1, run.err().lines().filter(line -> line.startsWith("fallline: ")).count());
    assertTrue(run.err().contains("fallline: " + message), run.err());
  }
}

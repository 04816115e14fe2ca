package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What bad data and bad files come to on the command line: an exit code, one line, and nothing
 * half-written.
 */
class BadDataExitTest {
  private static final int DATA = 65;
  private static final int FILES = 74;

  @TempDir static Path shared;
  private static Path model;

  @TempDir private Path directory;
  private Path data;

  @BeforeAll
  static void trainAModel() throws IOException {
    LocalSpark.session(); // every command here uses it
    Path rows = Files.write(shared.resolve("good.csv"), goodRows("label,x,y"));
    Ran run = train(shared, rows, "logistic", "training.epochs=1");
    assertEquals(0, run.exit(), run.err());
    model = Path.of(new ObjectMapper().readTree(run.out()).path("model").asText());
  }

  @BeforeEach
  void nameTheData() {
    data = directory.resolve("data.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no rows             | logistic | label,x,y                   | there are no training rows",
        "a NaN feature       | logistic | label,x,y/0,1,2/1,NaN,2     | row 2: column \"x\" is \"NaN\", expected a number",
        "an infinite feature | logistic | label,x,y/0,1,2/1,3,inf     | row 2: column \"y\" is infinite, expected a finite number",
        "an empty feature    | logistic | label,x,y/0,1,2/1,,2        | row 2: column \"x\" is empty, expected a number",
        "a NaN label         | mse      | label,x,y/0,1,2/NaN,1,2     | row 2: column \"label\" is \"NaN\", expected a label",
        "three labels        | logistic | label,x,y/1,1,2/2,2,2/7,1,1 | column \"label\" has 3 classes: 1, 2, 7, expected two",
        "a fractional label  | logistic | label,x,y/1,1,2/0.5,2,2     | row 2: column \"label\" is 0.5, expected a whole number",
        "one class           | logistic | label,x,y/1,1,2/1,2,2       | column \"label\" is 1 in every row, expected two classes",
        "a huge value        | logistic | label,x,y/1,1,2/0,1e300,2   | row 2: column \"x\" is 1.0E300, expected a magnitude",
        "a ragged row        | logistic | label,x,y/1,1,2/0,1         | row 2: cells that do not fit the header's 3 columns",
        "a wrong delimiter   | logistic | label;x;y/1;1;2/0;1;2       | no column \"label\"; the header is one column, set data.options.sep = \";\"",
        "a missing column    | logistic | lable,x,y/1,1,2/0,1,2       | no column \"label\"; did you mean \"lable\"?",
      })
  void badRowsAreRefused(String what, String loss, String lines, String message)
      throws IOException {
    Files.write(data, List.of(lines.split("/")));
    assertRefused(DATA, data + message(message), train(directory, data, loss));
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "train"})
  void allProblemsOfAMessyTableAreOneLine(String command) throws IOException {
    MessyCensus.write(data, 500, 3);
    Path configuration =
        Files.writeString(
            directory.resolve("job.conf"),
            """
            data {
              train = "%s", label = income
              options { ignoreLeadingWhiteSpace = true, ignoreTrailingWhiteSpace = true }
            }
            model.loss = logistic
            output.directory = "%s"
            """
                .formatted(data, directory.resolve("runs")));
    assertRefused(
        DATA,
        data
            + ": 6 columns cannot be used as they are: \"name\" is \"Person-235116564\" in row 1 (500 different); ",
        Ran.command(command, "--config", configuration.toString()));
    String line = Ran.command(command, "--config", configuration.toString()).err();
    assertTrue(line.contains("\"age\" is empty in row 8 (13 of 500 rows)"), line);
    assertTrue(line.contains("; \"hours-per-week\" is \"?\" in row 12 (6 of 500 rows)"), line);
    assertTrue(
        line.contains(
            "; set data.categorical = [\"workclass\", \"education\"], data.ignore = [\"name\", \"country\"],"
                + " data.options.nullValue = \"?\", data.missing = \"mean\" (the command init"),
        line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | row 1: column \"w\" is -1, expected a weight of 0 or more",
        "0  | column \"w\" is 0 in every training row, expected a weight above 0"
      })
  void badWeightsAreRefused(String weight, String message) throws IOException {
    Files.write(data, List.of("label,x,w", "0,1," + weight, "1,2," + weight));
    assertRefused(
        DATA, data + message(message), train(directory, data, "logistic", "data.weight=w"));
  }

  @Test
  void aSparseIndexOutOfRangeIsRefused() throws IOException {
    Files.write(data, List.of("0 1:2 3:4", "1 0:1"));
    Ran run = train(directory, data, "logistic", "data.format=libsvm");
    assertRefused(DATA, data + ", row 2: index 0 is out of range", run);
  }

  @Test
  void anIndexThatClaimsAllMemoryIsRefused() throws IOException {
    Files.write(data, List.of("0 1:2 2147483647:4", "1 1:1"));
    Ran run = train(directory, data, "mse", "data.format=libsvm");
    assertRefused(DATA, data + ": 2147483647 numeric inputs need ", run);
  }

  @Test
  void aLineWithoutEndIsRefused() throws IOException {
    Path bomb = directory.resolve("rows.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      for (int mebibyte = 0; mebibyte < 64; mebibyte++) {
        out.write(new byte[1 << 20]);
      }
    }
    assertRefused(
        DATA,
        bomb + ": its first line has more than 16777216 characters, expected a header",
        train(directory, bomb, "mse"));
  }

  @ParameterizedTest
  @CsvSource({"orc", "parquet", "json", "avro"})
  void anEmptyFileOfATypedFormatIsRefused(String format) throws IOException {
    Files.createFile(data);
    Ran run = train(directory, data, "mse", "data.format=" + format);
    assertRefused(DATA, "", run);
  }

  @Test
  void corruptOrcIsRefused() throws IOException {
    Files.writeString(data, "ORC and then nothing of the kind");
    assertRefused(DATA, data.toString(), train(directory, data, "mse", "data.format=orc"));
  }

  @Test
  void truncatedGzipIsRefused() throws IOException {
    Path file = directory.resolve("rows.csv.gz");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write("label,x,y\n".getBytes(StandardCharsets.UTF_8));
      for (int row = 0; row < 20_000; row++) {
        out.write(
            (row % 2 + "," + row * 7919L + "," + row * 104729L + "\n")
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
    assertRefused(DATA, file + ": cannot be read", train(directory, file, "logistic"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "label,y,x   | the header has the column \"y\" where \"x\" is expected as in the other files",
        "label,x     | the header has 2 columns, expected 3 as in the other files",
        "label,x,y,z | the header has 4 columns, expected 3 as in the other files"
      })
  void filesWithOtherColumnsAreNotReadTogether(String header, String message) throws IOException {
    Path files = Files.createDirectories(directory.resolve("files"));
    Files.write(files.resolve("a.csv"), goodRows("label,x,y"));
    String cells = header.replaceAll("[a-z]+", "1");
    Path other = Files.write(files.resolve("b.csv"), List.of(header, cells, cells));
    String remedy = "; files that are read together must have the same columns in the same order";
    Ran run = train(directory, files, "logistic");
    assertRefused(DATA, other + ": " + message + remedy, run);
    assertTrue(run.err().strip().endsWith(remedy), run.err());
  }

  @Test
  void corruptParquetIsRefused() throws IOException {
    Files.writeString(data, "PAR1 and then nothing of the kind, PAR1");
    Ran run = train(directory, data, "logistic", "data.format=parquet");
    assertRefused(DATA, data.toString(), run);
  }

  @Test
  void aPathWithNothingThereIsNamed() throws IOException {
    assertRefused(
        DATA, data + ": there is no such file or directory", train(directory, data, "mse"));
  }

  @Test
  void oneRowTrainsARegression() throws IOException {
    Files.write(data, List.of("label,x,y", "3,1,2"));
    JsonNode summary = trained(train(directory, data, "mse", "training.epochs=2"));
    assertEquals(2, summary.path("steps").asInt());
  }

  @Test
  void fewerRowsThanABatchAndFilesWithoutRowsCountAsWhatTheyAre() throws IOException {
    Path files = Files.createDirectories(directory.resolve("files"));
    Files.write(files.resolve("a.csv"), List.of("label,x,y"));
    Files.write(files.resolve("b.csv"), goodRows("label,x,y"));
    Files.write(files.resolve("c.csv"), List.of("label,x,y"));
    JsonNode summary = trained(train(directory, files, "logistic", "training.epochs=3"));
    assertEquals(3, summary.path("steps").asInt());
    assertEquals(goodRows("label,x,y").size() - 1, summary.path("rows").asInt());
  }

  @Test
  void aConstantFeatureIsWarnedOf() throws IOException {
    Files.write(data, List.of("label,x,y", "0,1,7", "1,2,7", "0,3,7"));
    Ran run = train(directory, data, "logistic");
    trained(run);
    assertTrue(
        run.err().startsWith("warning: feature y has the same value in every training row"),
        run.err());
  }

  @Test
  void rowsUnlikeTheModelsAreNotPredicted() throws IOException {
    Files.write(data, List.of("label,x,z", "0,1,2"));
    Path output = directory.resolve("predictions");
    Ran run = scored("predict", model, data, "--output", output.toString());
    assertRefused(DATA, data + ": no column \"y\"", run);
    assertFalse(Files.exists(output));
  }

  @Test
  void aRowThatGoesWrongLeavesNoPredictions() throws IOException {
    Files.write(data, List.of("label,x,y", "0,1,2", "0,1,two"));
    Path output = directory.resolve("predictions");
    Ran run = scored("predict", model, data, "--output", output.toString());
    assertRefused(DATA, data + ", row 2: column \"y\" is \"two\"", run);
    assertFalse(Files.exists(output));
  }

  @Test
  void predictionsOverwriteNothing() throws IOException {
    Files.write(data, goodRows("label,x,y"));
    Path output = Files.createDirectories(directory.resolve("predictions"));
    Ran run = scored("predict", model, data, "--output", output.toString());
    assertRefused(FILES, output + ": exists already", run);
    try (Stream<Path> files = Files.list(output)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aTornModelIsNotUsed() throws IOException {
    Files.write(data, goodRows("label,x,y"));
    Path torn = Files.createDirectories(directory.resolve("torn"));
    try (Stream<Path> files = Files.list(model)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        boolean parameters = file.endsWith("model.safetensors");
        Files.write(
            torn.resolve(file.getFileName()),
            parameters ? Arrays.copyOf(bytes, bytes.length - 5) : bytes);
      }
    }
    Ran run = scored("evaluate", torn, data);
    assertRefused(DATA, torn.toString(), run);
    assertTrue(run.err().contains("model.safetensors"), run.err());
  }

  @Test
  void anUnknownClassIsNotEvaluated() throws IOException {
    Files.write(data, List.of("label,x,y", "0,1,2", "2,1,2"));
    assertRefused(DATA, data + ", row 2: column \"label\" is 2", scored("evaluate", model, data));
  }

  @Test
  void anOutputThatIsAFileIsFoundBeforeDataAreRead() throws IOException {
    Files.writeString(directory.resolve("runs"), "not a directory");
    Ran run = train(directory, data, "mse");
    assertEquals(FILES, run.exit(), run.err());
    assertTrue(run.err().contains(directory.resolve("runs").toString()), run.err());
    assertEquals("not a directory", Files.readString(directory.resolve("runs")));
  }

  private static List<String> goodRows(String header) {
    return List.of(header, "0,1,2", "1,4,3", "0,2,1", "1,5,5", "0,0,1", "1,3,6");
  }

  private static Ran train(Path home, Path data, String loss, String... settings)
      throws IOException {
    Path configuration =
        Files.writeString(
            home.resolve("job.conf"),
            """
            data.train = "%s"
            model.loss = "%s"
            training.epochs = 1
            output.directory = "%s"
            """
                .formatted(data, loss, home.resolve("runs")));
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--config", configuration.toString(), "--json", "--quiet"));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return Ran.command(arguments.toArray(String[]::new));
  }

  private static Ran scored(String command, Path model, Path data, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(command, "--model", model.toString(), "--data", data.toString(), "--json"));
    arguments.addAll(List.of(more));
    return Ran.command(arguments.toArray(String[]::new));
  }

  /** As it follows the path: a row of it, or all of it. */
  private static String message(String message) {
    return (message.startsWith("row ") ? ", " : ": ") + message;
  }

  private static JsonNode trained(Ran run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    JsonNode summary = new ObjectMapper().readTree(run.out());
    assertTrue(
        Files.exists(Path.of(summary.path("model").asText(), "manifest.json")), summary.toString());
    return summary;
  }

  private void assertRefused(int exit, String beginning, Ran run) throws IOException {
    assertEquals(exit, run.exit(), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("fallline: " + beginning), run.err());
    try (Stream<Path> left = Files.walk(directory)) {
      assertEquals(
          List.of(), left.filter(path -> isHalfWritten(path.getFileName().toString())).toList());
    }
  }

  private static boolean isHalfWritten(String name) {
    return name.equals("model") || name.equals("summary.json") || name.endsWith(".tmp");
  }
}

package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a table that nobody has prepared to a model: two commands. */
class InitCommandTest {
  @TempDir private Path directory;

  @BeforeAll
  static void shareASession() {
    LocalSpark.session();
  }

  @Test
  void aMessyCensusIsAModelAfterTwoCommands() throws IOException {
    Path data = MessyCensus.write(directory.resolve("census.csv"), 2000, 3);
    JobConfiguration job = initialised(data, "income");
    assertEquals(List.of("workclass", "education"), job.data().categorical());
    assertEquals(List.of("id", "name", "country"), job.data().ignore());
    assertEquals("?", job.data().options().get("nullValue"));
    assertEquals("true", job.data().options().get("ignoreLeadingWhiteSpace"));
    assertEquals("MEAN", job.data().missing().name());
    JsonNode summary = trained();
    assertEquals("logistic", job.model().loss());
    assertTrue(summary.path("loss").path("test").asDouble() < 0.69, summary.toString());
    assertEquals(List.of(), texts(summary.path("warnings")), summary.toString());
  }

  @Test
  void theConfigurationSaysWhatWasSeen() throws IOException {
    Path data = directory.resolve("small.csv");
    List<String> lines = new ArrayList<>(List.of("id,age,work,blank,label"));
    for (int i = 0; i < 120; i++) {
      String age = i == 5 ? "" : Integer.toString(20 + i % 40);
      lines.add(
          "row"
              + i
              + ","
              + age
              + ","
              + (i % 3 == 0 ? "Private" : "State")
              + ",,"
              + (i % 4 == 0 ? "yes" : "no"));
    }
    Files.write(data, lines);
    Ran ran = init(data, "label");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(
        """
        # Written by the command init from DATA: 120 rows, 5 columns.
        # To train: submit-scripts/local.sh train --config FILE
        # All else is as docs/configuration.md says: the learning rate and the epochs, for example, are found by the training.

        name = "small"

        data {
          format = "csv"
          train = "DATA"
          test = 0.2  # held out by content, and measured once, at the end
          label = "label"  # 2 classes: no 75.0%, yes 25.0%; yes is the positive one

          # Features as they are:
          #   age: whole number, 20 to 59, mean 39.62; 1 missing

          categorical = [  # one input a value
            "work",  # 2 values: State 66.7%, Private 33.3%
          ]

          ignore = [  # no features
            "id",  # nearly every row has a text of its own
            "blank",  # it has no value in any row
          ]
          missing = "mean"  # in place of a number that is missing; a category that is missing is none
        }

        model {
          loss = "logistic"  # of two classes
        }
        """
            .replace("DATA", data.toString())
            .replace("FILE", configuration().toString()),
        Files.readString(configuration()));
    assertTrue(
        ran.out().startsWith("120 rows of csv, 5 columns\n  ignored      id: nearly every row"),
        ran.out());
    assertTrue(
        ran.out()
            .endsWith(
                configuration()
                    + " is written, with the loss logistic; to train: train --config "
                    + configuration()
                    + "\n"),
        ran.out());
  }

  @ParameterizedTest
  @CsvSource({
    "two texts, logistic",
    "two numbers, logistic",
    "truth values, logistic",
    "three texts, softmax",
    "few numbers, softmax",
    "counts, poisson",
    "amounts, mse",
    "whole amounts, mse"
  })
  void theLossFitsTheLabelAndTrains(String label, String loss) throws IOException {
    IntFunction<Object> labels = label(label);
    List<String> lines = new ArrayList<>(List.of("x,y"));
    for (int i = 0; i < 300; i++) {
      lines.add((i * 37 % 300) / 2.0 + "," + labels.apply(i));
    }
    Path data = Files.write(directory.resolve("rows.csv"), lines);
    assertEquals(loss, initialised(data, "y").model().loss());
    trained();
  }

  private static IntFunction<Object> label(String kind) {
    Random random = new Random(5);
    return Map.<String, IntFunction<Object>>of(
            "two texts", i -> i % 3 == 0 ? "yes" : "no",
            "two numbers", i -> i % 3 == 0 ? 4 : 2,
            "truth values", i -> i % 3 == 0,
            "three texts", i -> List.of("a", "b", "c").get(i % 3),
            "few numbers", i -> i % 5,
            "counts", i -> (int) (-8 * Math.log(1 - random.nextDouble())),
            "amounts", i -> i * 0.25 + 3,
            "whole amounts", i -> 1000 + i * 13)
        .get(kind);
  }

  @ParameterizedTest
  @CsvSource({"parquet", "json", "orc"})
  void tablesOfTypedFormatsTrain(String format) throws IOException {
    SparkSession spark = LocalSpark.session();
    Path rows = directory.resolve("rows." + format);
    spark
        .range(400)
        .selectExpr(
            "cast(id as string) || 'z' as key",
            "if(id % 50 = 3, null, id / 7.0) as x",
            "if(id % 40 = 9, null, elt(1 + id % 3, 'red', 'green', 'blue')) as colour",
            "named_struct('a', id) as nested",
            "if(id * 7919 % 400 < 150, 'bad', 'good') as quality")
        .write()
        .format(format)
        .save(rows.toString());
    JobConfiguration job = initialised(rows, "quality");
    assertEquals(format, job.data().format());
    assertEquals(List.of("colour"), job.data().categorical());
    assertEquals(List.of("key", "nested"), job.data().ignore());
    trained();
  }

  @Test
  void libsvmTrains() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add((i % 2) + " " + (1 + i % 5) + ":1 " + (7 + i % 3) + ":" + i);
    }
    Path data = Files.write(directory.resolve("rows.libsvm"), lines);
    assertEquals("libsvm", initialised(data, "label").data().format());
    trained();
  }

  @Test
  void semicolonsDecimalCommasAndManyTextsAreSeen() throws IOException {
    List<String> lines = new ArrayList<>(List.of("size;street;city;price"));
    for (int i = 0; i < 4000; i++) {
      lines.add(
          String.format(
              Locale.GERMANY,
              "%.1f;street %d;%s;%,.2f",
              i * 0.5,
              i * 31 % 1500,
              "Ulm",
              1000 + i * 1.5));
    }
    Path data = Files.write(directory.resolve("preise.csv"), lines);
    JobConfiguration job = initialised(data, "price");
    assertEquals(Map.of("sep", ";", "locale", "de-DE"), job.data().options());
    assertEquals(List.of("street"), job.data().hashed());
    assertEquals(List.of("city"), job.data().ignore());
    assertEquals("mse", job.model().loss());
    trained("data.hashBits=10");
  }

  @Test
  void csvWithoutHeaderIsReadByTheNumberOfItsLabel() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      lines.add(i * 0.1 + ", " + (i % 2 == 0 ? "a" : "b") + ", " + (i % 5 == 0 ? "<=50K" : ">50K"));
    }
    Path data = Files.write(directory.resolve("adult.data"), lines);
    Ran named = init(data, "income");
    assertRefused(
        65,
        data
            + ": no column \"income\"; the first line has numbers, so if there is no header, columns are called _c0 to"
            + " _c2: --label _c2 is the last one (there are \"0.0\", \" a\", \" <=50K\")",
        named);
    JobConfiguration job = initialised(data, "_c2");
    assertEquals("false", job.data().options().get("header"));
    assertEquals(List.of("_c1"), job.data().categorical());
    trained();
  }

  @Test
  void directoriesOfPartitionsAreReadAsOneTable() throws IOException {
    for (int day = 1; day < 4; day++) {
      Path part = Files.createDirectories(directory.resolve("rows/day=" + day));
      List<String> lines = new ArrayList<>(List.of("x,y"));
      for (int i = 0; i < 60; i++) {
        lines.add(i * day + "," + (i % 2));
      }
      Files.write(part.resolve("part.csv"), lines);
    }
    JobConfiguration job = initialised(directory.resolve("rows"), "y");
    assertEquals(List.of(), job.data().ignore());
    assertTrue(
        Files.readString(configuration()).contains("# day is named by directories"),
        Files.readString(configuration()));
    trained();
  }

  @Test
  void aNumberWithAMistakeIsLeftOutAndSaid() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,z,y"));
    for (int i = 0; i < 200; i++) {
      lines.add((i == 77 ? "oops" : i * 1.5) + "," + i * i % 101 + "," + i % 2);
    }
    Path data = Files.write(directory.resolve("rows.csv"), lines);
    assertEquals(List.of("x"), initialised(data, "y").data().ignore());
    assertTrue(
        Files.readString(configuration())
            .contains(
                "\"x\",  # 1 of its cells is no number, \"oops\"; mend it to have the column as a number"),
        Files.readString(configuration()));
    trained();
  }

  @Test
  void theNameOfNoClassIsAClassAmongTextsAndIsCountedOnce() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,season,y"));
    for (int i = 0; i < 200; i++) {
      String season = i % 4 == 0 ? "summer" : i % 4 == 1 ? "winter" : "None";
      lines.add((i * 37 % 200) / 2.0 + "," + season + "," + (i % 20 == 0 ? "Mild" : "None"));
    }
    Path data = Files.write(directory.resolve("rows.csv"), lines);
    JobConfiguration job = initialised(data, "y");
    assertEquals("logistic", job.model().loss());
    assertEquals(List.of("season"), job.data().categorical());
    String text = Files.readString(configuration());
    assertTrue(
        text.contains("# 2 classes: None 95.0%, Mild 5.0%; None is the positive one\n"), text);
    assertTrue(
        text.contains("\"season\",  # 3 values: None 50.0%, summer 25.0%, winter 25.0%\n"), text);
    assertFalse(text.contains("missing ="), text);
    trained();
  }

  @Test
  void aTextThatStandsForNoValueElsewhereIsAClassWhereTheOptionSaysSo() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,region"));
    for (int i = 0; i < 60; i++) {
      lines.add(i * 7 % 60 + 0.5 + "," + (i == 4 ? "NA" : i % 2 == 0 ? "EU" : "NA"));
    }
    Path data = Files.write(directory.resolve("rows.csv"), lines);
    assertRefused(
        65,
        data
            + ", row 2: column \"region\" is \"NA\", expected a label in every row; take rows without one out, or set"
            + " data.options.nullValue to another text if this one is a class",
        init(data, "region"));
    Ran ran = init(data, "region", "--set", "data.options.nullValue=-");
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(
        Files.readString(configuration()).contains("# 2 classes: NA 51.7%, EU 48.3%"),
        Files.readString(configuration()));
    trained();
  }

  @Test
  void aLabelThatNumbersTheRowsIsNoCountAndIsSaid() throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,x"));
    for (int i = 0; i < 60; i++) {
      lines.add(i + "," + i * i % 17);
    }
    Path data = Files.write(directory.resolve("rows.csv"), lines);
    assertEquals("mse", initialised(data, "id").model().loss());
    assertTrue(
        Files.readString(configuration())
            .contains("# of numbers; these number the rows, so it may be no label\n"),
        Files.readString(configuration()));
    trained();
  }

  @ParameterizedTest
  @CsvSource({
    "inf, is \"inf\"",
    "-Infinity, is \"-Infinity\"",
    "1e999, is \"1e999\"",
    "1e200, is \"1e200\"",
    "None, is \"None\""
  })
  void aLabelAmongNumbersThatIsNoUsableNumberIsNamed(String label, String found)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,y"));
    for (int i = 0; i < 60; i++) {
      lines.add(i + "," + (i == 6 || i == 9 ? label : i % 3 == 0 ? "2.5" : "1.5"));
    }
    Path data = Files.write(directory.resolve("rows.csv"), lines);
    assertRefused(
        65,
        data
            + ", row 7: column \"y\" "
            + found
            + (label.equals("None")
                ? ", expected a label in every row; take rows without one out"
                : ", expected a finite label of a magnitude of at most 1e150; mend the row or take it out"),
        init(data, "y"));
    assertFalse(Files.exists(configuration()));
  }

  @Test
  void numbersThatCannotBeUsedAreCounted() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,big,far,y"));
    for (int i = 0; i < 200; i++) {
      lines.add(
          i * i % 101
              + ","
              + (i == 5 ? "1e200" : i * 1.5)
              + ","
              + (i == 6 ? "inf" : i == 7 ? "-1e160" : i * 2.5)
              + ","
              + i % 2);
    }
    Path data = Files.write(directory.resolve("rows.csv"), lines);
    assertEquals(List.of("big", "far"), initialised(data, "y").data().ignore());
    String text = Files.readString(configuration());
    assertTrue(
        text.contains(
            "\"big\",  # 1 of its cells is infinite or beyond 1e150; mend it to have the column as a number\n"),
        text);
    assertTrue(
        text.contains(
            "\"far\",  # 2 of its cells are infinite or beyond 1e150; mend them to have the column as a number\n"),
        text);
    trained();
  }

  @ParameterizedTest
  @ValueSource(strings = {"_c3", "_c99999999999", "_c99999999999999999999999"})
  void aNumberedColumnThatIsNotThereIsTold(String label) throws IOException {
    Path named = Files.write(directory.resolve("named.csv"), List.of("x,y", "1,0", "2,1"));
    assertRefused(
        65, named + ": no column \"" + label + "\" (there are \"x\", \"y\")", init(named, label));
    Path numbers = Files.write(directory.resolve("numbers.csv"), List.of("1,0", "2,1", "3,0"));
    assertRefused(
        65,
        numbers
            + ": no column \""
            + label
            + "\"; the first line has numbers, so if there is no header, columns are called _c0 to _c1: --label _c1"
            + " is the last one (there are \"1\", \"0\")",
        init(numbers, label));
  }

  @Test
  void jsonIsWhatWasSeen() throws IOException {
    Path data = MessyCensus.write(directory.resolve("census.csv"), 300, 4);
    Ran ran =
        Ran.command(
            "init",
            "--data",
            data.toString(),
            "--label",
            "income",
            "--output",
            configuration().toString(),
            "--json");
    assertEquals(0, ran.exit(), ran.err());
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertEquals(configuration().toString(), json.path("configuration").asText());
    assertEquals(300, json.path("rows").asInt());
    assertEquals("logistic", json.path("loss").asText());
    JsonNode age = json.path("columns").get(2);
    assertEquals("age", age.path("name").asText());
    assertEquals("whole number", age.path("type").asText());
    assertEquals("number", age.path("use").asText());
    assertEquals(8, age.path("missing").asInt());
    assertEquals("label", json.path("columns").get(9).path("use").asText());
    assertEquals(
        300,
        json.path("columns").get(9).path("values").path("<=50K").asInt()
            + json.path("columns").get(9).path("values").path(">50K").asInt());
  }

  @Test
  void anExistingFileIsNotOverwritten() throws IOException {
    Path data = Files.write(directory.resolve("rows.csv"), List.of("x,y", "1,0", "2,1"));
    Files.writeString(configuration(), "mine");
    assertRefused(
        74,
        configuration() + ": exists already; it was left as it is; --output FILE writes to another",
        init(data, "y"));
    assertEquals("mine", Files.readString(configuration()));
  }

  @Test
  void aMisspeltLabelHasANearestName() throws IOException {
    Path data = Files.write(directory.resolve("rows.csv"), List.of("x,price", "1,0", "2,1"));
    assertRefused(
        65,
        data + ": no column \"pirce\"; did you mean \"price\"? (there are \"x\", \"price\")",
        init(data, "pirce"));
    assertFalse(Files.exists(configuration()));
  }

  @Test
  void aRowWithoutALabelIsNamed() throws IOException {
    Path data =
        Files.write(directory.resolve("rows.csv"), List.of("x,y", "1,0", "2,1", "3,?", "4,1"));
    assertRefused(
        65,
        data
            + ", row 3: column \"y\" is \"?\", expected a label in every row; take rows without one out",
        init(data, "y"));
  }

  @Test
  void textsThatAreNoClassesAreRefused() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,y"));
    for (int i = 0; i < 300; i++) {
      lines.add(i % 7 + ",text " + i);
    }
    Path data = Files.write(directory.resolve("rows.csv"), lines);
    assertRefused(
        65,
        data
            + ": column \"y\" has 300 different texts in 300 rows, expected a label of numbers, or classes of several"
            + " rows each, 100 at most",
        init(data, "y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rows.xyz", "rows"})
  void anUnknownSuffixAsksForTheFormat(String name) throws IOException {
    Path data = Files.write(directory.resolve(name), List.of("x,y", "1,0", "2,1"));
    assertRefused(
        64,
        data
            + ": its name does not tell its format, expected --format with csv, json, parquet, orc, libsvm, or another"
            + " that is installed",
        init(data, "y"));
  }

  @Test
  void otherSettingsAreForTheFileThatIsWritten() throws IOException {
    Path data = Files.write(directory.resolve("rows.csv"), List.of("x,y", "1,0", "2,1"));
    Ran ran =
        Ran.command(
            "init", "--data", data.toString(), "--label", "y", "--set", "training.epochs=3");
    assertRefused(
        78,
        "--set training.epochs: init decides the others, which are yours to edit then, expected data.format,"
            + " data.maxLineBytes or data.options.…",
        ran);
  }

  private Path configuration() {
    return directory.resolve("table.conf");
  }

  private Ran init(Path data, String label, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "init",
                "--data",
                data.toString(),
                "--label",
                label,
                "--output",
                configuration().toString()));
    words.addAll(List.of(more));
    return Ran.command(words.toArray(String[]::new));
  }

  private JobConfiguration initialised(Path data, String label) throws IOException {
    Files.deleteIfExists(configuration());
    Ran ran = init(data, label);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("", ran.err());
    return ConfigurationFile.load(configuration(), List.of());
  }

  private JsonNode trained(String... settings) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("train", "--config", configuration().toString(), "--json", "--quiet"));
    for (String setting : settings) {
      words.addAll(List.of("--set", setting));
    }
    words.addAll(List.of("--set", "output.directory=" + directory.resolve("runs")));
    Ran ran = Ran.command(words.toArray(String[]::new));
    assertEquals(0, ran.exit(), ran.err() + Files.readString(configuration()));
    return new ObjectMapper().readTree(ran.out());
  }

  private static void assertRefused(int exit, String line, Ran ran) {
    assertEquals(new Ran(exit, "", "fallline: " + line + "\n"), ran);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}

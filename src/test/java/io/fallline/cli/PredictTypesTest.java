package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The types of what {@code predict} writes for csv. */
class PredictTypesTest {
  private static final String HEADER = "id,city,age,z size,born,visits,share,at,grown,note,label";

  @TempDir private Path directory;
  private Path rows;

  @BeforeEach
  void writeRows() throws IOException {
    rows =
        Files.write(
            directory.resolve("rows.csv"),
            List.of(
                HEADER,
                "007,Oslo,57,1.5,1969-07-20,3,0.5,08:30,true,12D,0",
                "012,Rome,42,,1971-01-02,4,2,09:15,false,7,1",
                "100,Oslo,33,0.5,1980-05-06,,0.25,10:00,true,x,0",
                "101,Rome,29,2.5,1990-12-24,12345678901,1e3,23:59,false,y,1"));
  }

  @Test
  void aRowThatTheModelCannotTakeIsRefusedInWordsOfScoring() throws IOException {
    String strict = trained(rows, "data.features=[age]");
    refused(strict, "007,Oslo,wide", "row 1: column \"age\" is \"wide\", expected a number");
    refused(
        strict,
        "007,Oslo,",
        "row 1: column \"age\" is empty, expected a number, as the model was trained with"
            + " missing = \"error\"");
    refused(
        strict,
        "007,Oslo,\"3,5\"",
        "row 1: column \"age\" is \"3,5\", expected a number with a decimal point; of csv, decimal"
            + " commas are read with data.options.locale = \"de-DE\"");
  }

  private void refused(String model, String row, String line) throws IOException {
    Path data = Files.write(directory.resolve("bad.csv"), List.of("id,city,age", row));
    Path output = directory.resolve("none");
    Ran ran =
        Ran.command(
            "predict", "--model", model, "--data", data.toString(), "--output", output.toString());
    assertEquals(65, ran.exit(), ran.err());
    assertTrue(ran.err().strip().endsWith(data + ", " + line), ran.err());
  }

  @Test
  void columnsHaveTheTypesOfTrainingOrThoseThatSparkInfers() throws IOException {
    Dataset<Row> written = predicted(model(), rows);
    assertEquals(
        List.of(
            "id string", // 007 would come back as 7
            "city string", // a category, as in training
            "age double", // a number, as in training
            "z size double",
            "born date",
            "visits bigint",
            "share double",
            "at string", // 08:30 would come back as half past eight of today
            "grown boolean",
            "note string", // Java reads 12D as a number
            "label double",
            "prediction double",
            "probability array<double>"),
        Arrays.stream(written.schema().fields())
            .map(field -> field.name() + " " + field.dataType().simpleString())
            .toList());
    List<Row> found = written.collectAsList();
    assertEquals(
        Arrays.asList("007", "Oslo", 57.0, 1.5, Date.valueOf("1969-07-20"), 3L, 0.5, "08:30", true),
        cells(found.get(0), 9));
    assertEquals(
        Arrays.asList("012", "Rome", 42.0, null, Date.valueOf("1971-01-02"), 4L, 2.0),
        cells(found.get(1), 7));
    assertEquals(
        Arrays.asList("100", "Oslo", 33.0, 0.5, Date.valueOf("1980-05-06"), null, 0.25),
        cells(found.get(2), 7));
    assertEquals(12345678901L, found.get(3).get(5));
  }

  @Test
  void textsThatWouldComeBackAsOthersStayTexts() throws IOException {
    Path data =
        Files.write(
            directory.resolve("texts.csv"),
            List.of(
                "x,id,whole,version,hex,gap,share,label",
                "1,9007199254740993,9007199254740993,1.10,0x1p3,\"\",1.0,1.50",
                "2,2.5,2,1.9,2,3,2.5,2.25"));
    String model =
        trained(data, "data.features=[x]", "model.loss=mse", "data.options.nullValue=NA");
    Dataset<Row> written = predicted(model, data);
    assertEquals(
        List.of("string", "bigint", "string", "string", "string", "double", "double"),
        Arrays.stream(written.schema().fields())
            .skip(1)
            .limit(7)
            .map(field -> field.dataType().simpleString())
            .toList());
    assertEquals(
        Arrays.asList(1.0, "9007199254740993", 9007199254740993L, "1.10", "0x1p3", "", 1.0, 1.5),
        cells(written.collectAsList().get(0), 8));
  }

  @Test
  void aRowThatCannotBeReadLeavesNoPredictions() throws IOException {
    String model = model();
    Path bad =
        Files.write(
            directory.resolve("bad.csv"),
            List.of(HEADER, "007,Oslo,57,1.5,1969-07-20,3,0.5,08:30,true,12D,0", "1,2"));
    Path output = directory.resolve("none");
    Ran ran =
        Ran.command(
            "predict", "--model", model, "--data", bad.toString(), "--output", output.toString());
    assertEquals(65, ran.exit(), ran.err());
    assertTrue(ran.err().contains(bad + ", row 2: cells that do not fit"), ran.err());
    assertFalse(Files.exists(output));
  }

  @Test
  void booleansAmongNumbersLeaveNoPredictions() throws IOException {
    String model = model();
    Path bad =
        Files.write(
            directory.resolve("bad.csv"), List.of("city,age,z size", "Oslo,57,1.5", "Rome,true,1"));
    Path output = directory.resolve("none");
    Ran ran =
        Ran.command(
            "predict", "--model", model, "--data", bad.toString(), "--output", output.toString());
    assertEquals(65, ran.exit(), ran.err());
    assertTrue(ran.err().contains(bad + ", row 2: column \"age\" is \"true\""), ran.err());
    assertFalse(Files.exists(output));
  }

  @Test
  void numbersOfALanguageAreNumbersInTrainingEvaluationAndPrediction() throws IOException {
    Path german =
        Files.write(
            directory.resolve("german.csv"),
            List.of(
                "x;price;label", "1,5;1.000,25;0", "2,5;2,5;1", "0,5;3;0", "3,5;-1.234.567,5;1"));
    String[] options = {"data.options.sep=\";\"", "data.options.locale=de-DE"};
    String model = trained(german, "data.features=[x]", options[0], options[1]);
    Path plain =
        Files.write(
            directory.resolve("plain.csv"),
            List.of("x;price;label", "1.5;1000.25;0", "2.5;2.5;1", "0.5;3;0", "3.5;-1234567.5;1"));
    assertEquals(
        sha256(trained(plain, "data.features=[x]", options[0])), sha256(model), "dataSha256");

    Ran evaluated = Ran.command("evaluate", "--model", model, "--data", german.toString());
    assertEquals(0, evaluated.exit(), evaluated.err());
    List<Row> found = predicted(model, german).collectAsList();
    assertEquals(1.5, found.get(0).get(0));
    assertEquals("1.000,25", found.get(0).get(1)); // Spark would not read it as the German number

    Ran pointed = Ran.command("evaluate", "--model", model, "--data", plain.toString());
    assertEquals(65, pointed.exit(), pointed.err());
    assertTrue(
        pointed
            .err()
            .contains(
                plain
                    + ", row 1: column \"x\" is \"1.5\", expected a number as de-DE writes it"
                    + " (1.234,5)"),
        pointed.err());
  }

  private String model() throws IOException {
    return trained(
        rows, "data.features=[age,\"z size\"]", "data.categorical=[city]", "data.missing=mean");
  }

  private String trained(Path data, String... settings) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("job.conf"),
            """
            data.train = "%s"
            model.loss = logistic
            optimizer.learningRate = 0.1
            training.epochs = 2
            output.directory = "%s"
            """
                .formatted(data, directory.resolve("runs")));
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--config", configuration.toString(), "--json", "--quiet"));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    LocalSpark.session();
    Ran ran = Ran.command(arguments.toArray(String[]::new));
    assertEquals(0, ran.exit(), ran.err());
    return new ObjectMapper().readTree(ran.out()).path("model").asText();
  }

  private static String sha256(String model) throws IOException {
    return new ObjectMapper()
        .readTree(Path.of(model).resolveSibling("summary.json").toFile())
        .path("dataSha256")
        .asText();
  }

  private Dataset<Row> predicted(String model, Path data) {
    Path output = directory.resolve("predictions-of-" + data.getFileName());
    Ran ran =
        Ran.command(
            "predict", "--model", model, "--data", data.toString(), "--output", output.toString());
    assertEquals(0, ran.exit(), ran.err());
    return LocalSpark.session().read().parquet(output.toString());
  }

  private static List<Object> cells(Row row, int count) {
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add(row.get(i));
    }
    return cells;
  }
}

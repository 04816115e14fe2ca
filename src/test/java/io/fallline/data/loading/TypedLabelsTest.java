package io.fallline.data.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.model.Encoding;
import io.fallline.model.LabelClasses;
import io.fallline.model.NumberParser;
import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Class labels in the types that columns of files have. */
class TypedLabelsTest {
  /** Of this table, in whatever order it is read. */
  private static final String SHA256_OF_FLAGS =
      "69b3c440fa21d33ca4f2a25e0e16263692db2742c3e8d2cff1388cd08331d3e8";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "parquet, boolean, false true, false true, BOOLEAN",
    "orc, boolean, false true, false true, BOOLEAN",
    "json, boolean, false true, false true, BOOLEAN",
    "parquet, tinyint, 2 1, 1 2, NUMBER",
    "orc, smallint, 2 1, 1 2, NUMBER",
    "parquet, int, 0 5, 0 5, NUMBER",
    "json, bigint, -1 1, -1 1, NUMBER",
    "orc, 'decimal(9,2)', 2.00 4.00, 2 4, NUMBER",
    "parquet, 'decimal(38,0)', 4 2, 2 4, NUMBER",
    "parquet, float, 2 10, 2 10, NUMBER",
    "orc, double, 2 10, 2 10, NUMBER",
    "parquet, string, 2.0 10, 2 10, NUMBER",
    "json, string, b a, a b, TEXT",
    "parquet, string, true false, false true, TEXT",
  })
  void theValuesOfAColumnAreTheClasses(
      String format, String type, String labels, String expected, LabelClasses.Kind kind) {
    LabelClasses classes = Loaded.of(specs(format, type, labels)).encoding().classes();
    assertEquals(List.of(expected.split(" ")), classes.names());
    assertEquals(kind, classes.kind());
    Object value = classes.value(1);
    assertEquals(
        kind == LabelClasses.Kind.BOOLEAN ? true : classes.names().get(1), shown(kind, value));
  }

  private static Object shown(LabelClasses.Kind kind, Object value) {
    return kind == LabelClasses.Kind.NUMBER ? NumberParser.show((Double) value) : value;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "date          | 2026-01-01 2026-01-02       | : column \"label\" is of type date, expected a label: whole numbers, truth values or texts",
        "timestamp     | 2026-01-01 2026-01-02       | : column \"label\" is of type timestamp, expected a label: whole",
        "array<string> | a b                         | : column \"label\" is of type array<string>, expected a label: whole",
        "decimal(9,2)  | 2.50 4.00                   | column \"label\" is 2.5, expected a whole number, a truth value or a text",
        "double        | 2.5 4                       | column \"label\" is 2.5, expected a whole number, a truth value or a text",
        "boolean       | true true                   | : column \"label\" is true in every row, expected two classes",
        "int           | 1 null                      | column \"label\" is empty, expected a label",
        "bigint        | 1 9007199254740993          | column \"label\" is 9007199254740993, expected a whole number of at most 2^53",
        "decimal(20,0) | 1 9007199254740993          | column \"label\" is 9007199254740993, expected a whole number of at most 2^53",
        "int           | 3 1 2                       | : column \"label\" has 3 classes: 1, 2, 3, expected two",
      })
  void whatMakesNoClassesIsRefused(String type, String labels, String message) {
    Specs specs = specs("parquet", type, labels);
    Failure refused = assertThrows(Failure.class, specs::load);
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertTrue(refused.getMessage().contains(message), refused::getMessage);
  }

  @Test
  void aDateIsNoNumberEither() {
    Specs specs = specs("parquet", "date", "2026-01-01 2026-01-02");
    specs.labels = LabelKind.NUMBER;
    Failure refused = assertThrows(Failure.class, specs::load);
    assertEquals(
        specs.train.get(0) + ": column \"label\" is of type date, expected a label: a number",
        refused.getMessage());
  }

  @Test
  void aTableOfTruthValuesHasTheRecordsThatItAlwaysHad() {
    Specs specs = Specs.of("json", "src/test/resources/earlier/flags.json");
    specs.labels = LabelKind.BINARY;
    assertEquals(SHA256_OF_FLAGS, Loaded.of(specs).sha256());
  }

  @ParameterizedTest
  @CsvSource({"1 2, 1 2", "-1 +1, -1 1", "0 5, 0 5", "2 1.0, 1 2"})
  void libsvmHasTheClassesOfItsFirstWord(String labels, String expected) {
    String[] both = labels.split(" ");
    Specs specs =
        Specs.of(
            "libsvm",
            Files.write(directory.resolve("a.libsvm"), both[0] + " 1:2", both[1] + " 1:3 2:1"));
    specs.labels = LabelKind.BINARY;
    assertEquals(List.of(expected.split(" ")), Loaded.of(specs).encoding().classes().names());
  }

  @Test
  void truthValuesAreFoundInWhateverWayTheyAreWritten() {
    Encoding flags = Loaded.of(specs("parquet", "boolean", "true false")).encoding();
    Encoding texts =
        Loaded.of(csv("label,x", "True,1", "False,2")).encoding(); // as pandas writes them
    assertEquals(List.of(0.0, 1.0), evaluated(flags, csv("label,x", "True,1", "FALSE,2")));
    assertEquals(List.of(0.0, 1.0), evaluated(flags, csv("label,x", "1,1", "0,2")));
    assertEquals(List.of(0.0, 1.0), evaluated(texts, specs("json", "boolean", "true false")));
  }

  @Test
  void aTruthValueThatTheModelDoesNotKnowIsNamedAsTheFileHasIt() {
    Encoding numbers = Loaded.of(csv("label,x", "1,1", "2,2")).encoding();
    Failure refused =
        assertThrows(
            Failure.class, () -> evaluated(numbers, specs("json", "boolean", "true false")));
    assertTrue(
        refused
            .getMessage()
            .endsWith("column \"label\" is false, expected one of the model's classes: 1, 2"),
        refused::getMessage);
  }

  private static List<Double> evaluated(Encoding encoding, Specs rows) {
    ScoringData.Source spec = new ScoringData.Source(rows.format, rows.train, Map.of());
    try (ScoringData data = ScoringData.open(LocalSpark.session(), spec, encoding, true)) {
      return Loaded.rows(data.shards().collect()).stream().map(row -> row[0]).sorted().toList();
    }
  }

  private Specs csv(String... lines) {
    Specs specs = Specs.of("csv", Files.write(directory.resolve("rows.csv"), lines));
    specs.labels = LabelKind.BINARY;
    return specs;
  }

  private Specs specs(String format, String type, String labels) {
    Dataset<Row> texts =
        LocalSpark.session()
            .createDataset(Arrays.asList(labels.split(" ")), org.apache.spark.sql.Encoders.STRING())
            .toDF("written")
            .coalesce(1);
    var written =
        functions.when(functions.col("written").notEqual("null"), functions.col("written"));
    var label = type.startsWith("array") ? functions.array(written) : written.cast(type);
    String path = directory.resolve(format).toString();
    texts
        .select(label.as("label"), functions.length(functions.col("written")).as("x"))
        .write()
        .format(format)
        .save(path);
    Specs specs = Specs.of(format, path);
    specs.labels = LabelKind.BINARY;
    return specs;
  }
}

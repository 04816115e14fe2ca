package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.DataSection.Scaling;
import io.fallline.configuration.HeldOut;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRowFinderTest {
  @TempDir Path directory;

  private String csv(String... lines) {
    return Files.write(directory.resolve("data.csv"), lines);
  }

  private static String refused(Specs specs) {
    Failure failure = assertThrows(Failure.class, specs::load);
    assertEquals(Failure.Kind.DATA, failure.kind(), failure.getMessage());
    assertFalse(failure.getMessage().contains("\n"), failure.getMessage());
    return failure.getMessage();
  }

  private static Specs logistic(String path) {
    Specs specs = Specs.of("csv", path);
    specs.labels = LabelKind.BINARY;
    return specs;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "n/a      | column \"x\" is \"n/a\", expected a number; set data.missing = \"mean\" or list the column under data.categorical",
        "abc      | column \"x\" is \"abc\", expected a number; list the column under data.categorical or data.ignore",
        "1d       | column \"x\" is \"1d\", expected a number; list the column under data.categorical or data.ignore",
        "``       | column \"x\" is empty, expected a number; set data.missing = \"mean\" or \"zero\"",
        "NaN      | column \"x\" is \"NaN\", expected a number; set data.missing = \"mean\" or list the column under data.categorical",
        "-inf     | column \"x\" is infinite, expected a finite number",
        "1e999    | column \"x\" is infinite, expected a finite number",
        "1e300    | column \"x\" is 1.0E300, expected a magnitude of at most 1e150, as larger ones are beyond scaling; divide the column or take its logarithm",
      })
  void aBadFeatureIsQuotedWithItsRow(String cell, String message) {
    String path = csv("label,x", "1,2", "2,3", "3," + cell, "4,zzz");
    assertEquals(path + ", row 3: " + message, refused(Specs.of("csv", path)));
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER,abc,'column \"label\" is \"abc\", expected a number, as model.loss predicts one; texts are classes, of logistic or softmax'",
    "NUMBER,,'column \"label\" is empty, expected a label'",
    "NUMBER,NaN,'column \"label\" is \"NaN\", expected a label'",
    "COUNT,-1,'column \"label\" is -1, expected a label of 0 or more'",
    "BINARY,0.5,'column \"label\" is 0.5, expected a whole number, a truth value or a text, as the loss takes classes'",
    "CLASS,1.5,'column \"label\" is 1.5, expected a whole number, a truth value or a text, as the loss takes classes'",
    "CLASS,NA,'column \"label\" is \"NA\", expected a whole number, a truth value or a text, as the loss takes classes'",
    "CLASS,inf,'column \"label\" is \"inf\", expected a whole number, a truth value or a text, as the loss takes classes'",
    "CLASS,1e999,'column \"label\" is \"1e999\", expected a label'",
    "BINARY,,'column \"label\" is empty, expected a label'",
    "CLASS,9007199254740993,'column \"label\" is \"9007199254740993\", expected a whole number of at most 2^53, as larger ones cannot be told apart'",
    "CLASS,NaN,'column \"label\" is \"NaN\", expected a label'",
  })
  void aBadLabelIsQuotedWithItsRow(LabelKind kind, String label, String message) {
    String path = csv("label,x", "1,2", "0,3", (label == null ? "" : label) + ",3");
    Specs specs = Specs.of("csv", path);
    specs.labels = kind;
    assertEquals(path + ", row 3: " + message, refused(specs));
  }

  @Test
  void theFirstRowOfTheSmallestPathIsReportedWhicheverTaskFailsFirst() {
    List<String> rows = new ArrayList<>(Files.rows(400));
    rows.set(150, "150,1,2,bad,4");
    rows.set(160, "150,1,2,worse,4");
    rows.set(390, "150,1,2,worst,4");
    Specs specs = Specs.of("csv", Files.csv(directory, "id,label,a,b,c", rows, 4));
    String expected =
        directory
            + "/part-1.csv, row 51: column \"b\" is \"bad\", expected a number;"
            + " list the column under data.categorical or data.ignore";
    for (int i = 0; i < 3; i++) {
      assertEquals(expected, refused(specs));
    }
  }

  @Test
  void rowNumbersHaveThousandsSeparators() {
    List<String> rows = new ArrayList<>(Files.rows(5000));
    rows.set(4111, "0,1,2,n/a,4");
    String message = refused(Specs.of("csv", Files.csv(directory, "id,label,a,b,c", rows, 1)));
    assertTrue(
        message.startsWith(directory + "/part-0.csv, row 4,112: column \"b\" is \"n/a\""), message);
  }

  @Test
  void raggedRowsAreRefused() {
    String path = csv("label,x,y", "1,2,3", "1,2");
    assertEquals(
        path + ", row 2: cells that do not fit the header's 3 columns: 1,2",
        refused(Specs.of("csv", path)));
    path = csv("label,x,y", "1,2,3,4");
    assertEquals(
        path + ", row 1: cells that do not fit the header's 3 columns: 1,2,3,4",
        refused(Specs.of("csv", path)));
  }

  @Test
  void aWrongDelimiterIsGuessed() {
    String path = csv("label;x", "1;2");
    assertEquals(
        path
            + ": no column \"label\"; the header is one column, set data.options.sep = \";\" (there is \"label;x\")",
        refused(Specs.of("csv", path)));
  }

  @Test
  void aMissingColumnHasANearestName() {
    String path = csv("lable,x", "1,2");
    assertEquals(
        path + ": no column \"label\"; did you mean \"lable\"? (there are \"lable\", \"x\")",
        refused(Specs.of("csv", path)));
  }

  @Test
  void filesWithOtherHeadersAreRefused() {
    Files.write(directory.resolve("a.csv"), "label,x", "1,2");
    Files.write(directory.resolve("b.csv"), "label,y", "1,2");
    assertEquals(
        directory.resolve("b.csv")
            + ": the header has the column \"y\" where \"x\" is expected as in the other files;"
            + " files that are read together must have the same columns in the same order",
        refused(Specs.of("csv", directory.toString())));
  }

  @Test
  void thereMustBeRows() {
    String path = csv("label,x");
    assertEquals(path + ": there are no training rows", refused(Specs.of("csv", path)));
    assertTrue(
        refused(Specs.of("csv", Files.write(directory.resolve("empty.csv"), "")))
            .contains("empty.csv"));
  }

  @Test
  void missingPathsAreNamed() {
    String path = directory.resolve("none.csv").toString();
    for (String format : List.of("csv", "libsvm", "parquet", "orc", "json")) {
      assertEquals(path + ": there is no such file or directory", refused(Specs.of(format, path)));
    }
    assertEquals(
        path + ": there is no such file or directory", refused(Specs.of("idx", path + "," + path)));
  }

  @Test
  void oneClassIsNotEnough() {
    String path = csv("label,x", "1,2", "1,3");
    assertEquals(
        path + ": column \"label\" is 1 in every row, expected two classes or more",
        refused(logistic(path)));
  }

  @Test
  void threeClassesAreTooManyForABinaryLoss() {
    String path = csv("label,x", "a,2", "b,3", "c,3");
    assertEquals(
        path
            + ": column \"label\" has 3 classes: a, b, c, expected two, as the loss is one of two"
            + " classes; model.loss = \"softmax\" takes more",
        refused(logistic(path)));
    path = csv("label,x", "0,2", "-1,3", "1,3");
    assertTrue(refused(logistic(path)).contains(" has 3 classes: -1, 0, 1, expected two"));
    path = csv("label,x", "0,2", "1000000000,3", "5,1", "0,7");
    assertTrue(refused(logistic(path)).contains(" has 3 classes: 0, 5, 1000000000, expected two"));
    path = csv("label,x", "no,2", "yes,3", "yes ,1");
    assertTrue(refused(logistic(path)).contains(" has 3 classes: no, yes, \"yes \", expected two"));
  }

  @Test
  void weightsAreNotNegativeAndNotAllZero() {
    String path = csv("label,x,w", "1,2,1", "2,3,-0.5");
    Specs specs = Specs.of("csv", path);
    specs.weight = "w";
    assertEquals(
        path + ", row 2: column \"w\" is -0.5, expected a weight of 0 or more", refused(specs));
    csv("label,x,w", "1,2,0", "2,3,0");
    assertEquals(
        path + ": column \"w\" is 0 in every training row, expected a weight above 0",
        refused(specs));
  }

  @Test
  void valuesBeyondFloat32NeedScaling() {
    String path = csv("label,x", "1,2", "2,1e100");
    Specs specs = Specs.of("csv", path);
    specs.scaling = Scaling.NONE;
    assertEquals(
        path
            + ", row 2: column \"x\" is 1.0E100, expected a number that float32 can hold once scaled;"
            + " set data.scaling = \"standard\", or divide the column",
        refused(specs));
  }

  @Test
  void libsvmLinesAreChecked() {
    Map<String, String> lines =
        Map.of(
            "1 1:2 x", "\"x\" is not a pair index:value",
            "1 1:2 0:3",
                "index 0 is out of range, expected 1 to 3; indices that begin at 0, as XGBoost and"
                    + " scikit-learn write them, are read with data.options.indexBase = 0, here 0"
                    + " to 3",
            "1 qid:7 1:2",
                "\"qid:7\" says which query a row to be ranked belongs to, and no loss here ranks"
                    + " rows; take the qid out of every line",
            "1 1: 2:3", "\"1:\" is not a pair index:value",
            "1 2:2 2:3", "index 2 follows 2, expected ascending indices",
            "one 1:2", "the label is \"one\", expected a number",
            "1 1:two", "the value of index 1 is \"two\", expected a number",
            "1 1:inf", "column \"features[0]\" is infinite, expected a finite number");
    lines.forEach(
        (line, message) -> {
          String path =
              Files.write(
                  directory.resolve("data.libsvm"), "# a comment", "0 1:2 3:4 # more", line);
          assertEquals(path + ", row 2: " + message, refused(Specs.of("libsvm", path)));
        });
    String path = Files.write(directory.resolve("data.libsvm"), "0 1:2 3:4");
    Specs specs = Specs.of("libsvm", path);
    specs.options = Map.of("numFeatures", "2");
    assertEquals(path + ", row 1: index 3 is out of range, expected 1 to 2", refused(specs));
  }

  @Test
  void brokenJsonIsRefused() {
    String path =
        Files.write(directory.resolve("data.json"), "{\"label\":1,\"x\":2}", "{\"label\":1,\"x\"");
    assertEquals(
        path + ", row 2: not a JSON object of the other rows' types: {\"label\":1,\"x\"",
        refused(Specs.of("json", path)));
  }

  @Test
  void corruptParquetIsRefused() throws IOException {
    var rows = List.of(RowFactory.create(1.0, 2.0), RowFactory.create(2.0, 4.0));
    StructType schema =
        new StructType().add("label", DataTypes.DoubleType).add("x", DataTypes.DoubleType);
    String path = directory.resolve("data.parquet").toString();
    LocalSpark.session().createDataFrame(rows, schema).coalesce(1).write().parquet(path);
    try (var files = java.nio.file.Files.list(Path.of(path))) {
      Path part =
          files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
      byte[] bytes = java.nio.file.Files.readAllBytes(part);
      java.nio.file.Files.write(part, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      java.nio.file.Files.deleteIfExists(part.resolveSibling("." + part.getFileName() + ".crc"));
      String message = refused(Specs.of("parquet", path));
      assertTrue(message.startsWith(path) && message.contains(": cannot be read: "), message);
    }
  }

  @Test
  void nullsInTypedFormatsAreQuotedWithTheirRow() {
    var rows = List.of(RowFactory.create(1.0, 2.0), RowFactory.create(2.0, null));
    StructType schema =
        new StructType().add("label", DataTypes.DoubleType).add("x", DataTypes.DoubleType);
    String path = directory.resolve("data.parquet").toString();
    LocalSpark.session().createDataFrame(rows, schema).coalesce(1).write().parquet(path);
    String message = refused(Specs.of("parquet", path));
    assertTrue(message.startsWith(path + "/part-"), message);
    assertTrue(
        message.endsWith(
            ", row 2: column \"x\" is empty, expected a number; set data.missing = \"mean\" or \"zero\""),
        message);
  }

  @Test
  void textColumnsOfTypedFormatsAreNoFeatures() {
    String path = Files.write(directory.resolve("data.json"), "{\"label\":1,\"x\":\"red\"}");
    assertEquals(
        path
            + ": column \"x\" is of type text, expected a number;"
            + " list the column under data.categorical, data.hashed or data.ignore",
        refused(Specs.of("json", path)));
  }

  @Test
  void vectorsOfSeveralSizesAreRefused() {
    String path =
        Files.write(
            directory.resolve("data.json"), "{\"label\":1,\"x\":[1,2]}", "{\"label\":1,\"x\":[1]}");
    assertEquals(
        path
            + ", row 2: column \"x\" is a vector of 1 elements, expected 2 elements, as other rows have",
        refused(Specs.of("json", path)));
  }

  @Test
  void theLabelCannotBeAFeature() {
    Specs specs = Specs.of("csv", csv("label,x", "1,2"));
    specs.features = List.of("x", "label");
    Failure failure = assertThrows(Failure.class, specs::load);
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertEquals(
        "specs: data.features names the column label, which is also data.label; expected one role a"
            + " column",
        failure.getMessage());
  }

  @Test
  void aBadRowOfAHeldOutPathIsFoundThere() {
    String train = csv("label,x", "1,2", "2,3");
    String test = Files.write(directory.resolve("test.csv"), "label,x", "1,oops");
    Specs specs = Specs.of("csv", train);
    specs.test = HeldOut.paths(List.of(test));
    assertTrue(refused(specs).startsWith(test + ", row 1: column \"x\" is \"oops\""));
  }

  @Test
  void anUnknownFormatIsRefused() {
    assertTrue(refused(Specs.of("nosuchformat", csv("label,x", "1,2"))).contains("nosuchformat"));
  }
}

package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.configuration.DataSection.RowOrder;
import io.fallline.core.failure.Failure;
import io.fallline.core.training.DataSplit;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.data.loading.TrainingData;
import io.fallline.model.InputColumn;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Csv files as spreadsheets, data frames and people write them. */
class CsvAsWrittenTest {
  private static final String[] PANDAS = {",z,label", "0,1.5,0", "1,2.5,1", "2,0.5,0", "3,3.5,1"};
  private static final String[] TRAILING = {
    "x,z,label,", "1,1.5,0,", "2,2.5,1,", "3,0.5,0,", "4,3.5,1,"
  };

  @TempDir private Path directory;

  private String csv(String... lines) {
    return Files.write(directory.resolve("data.csv"), lines);
  }

  private static String refused(Specs specs) {
    return refused(Failure.Kind.DATA, specs);
  }

  private static String refused(Failure.Kind kind, Specs specs) {
    Failure failure = assertThrows(Failure.class, specs::load);
    assertEquals(kind, failure.kind(), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
    return failure.getMessage();
  }

  private static Specs specs(String path, Map<String, String> options) {
    Specs specs = Specs.of("csv", path);
    specs.options = options;
    return specs;
  }

  private static List<String> features(TrainingData data) {
    return data.encoding().columns().stream().map(InputColumn::column).toList();
  }

  @Test
  void aColumnWithoutANameIsReadUnderOneThatTheWarningSays() {
    String path = csv(PANDAS);
    try (TrainingData data = Specs.of("csv", path).load()) {
      assertEquals(List.of("_c0", "z"), features(data));
      assertEquals(
          List.of(
              path
                  + ": column 1 of the header has no name and is read as the feature \"_c0\";"
                  + " list it under data.ignore if it is none"),
          data.warnings());
    }
  }

  @Test
  void aColumnWithoutANameCanBeIgnored() {
    Specs pandas = Specs.of("csv", csv(PANDAS));
    pandas.ignore = List.of("_c0");
    try (TrainingData data = pandas.load()) {
      assertEquals(List.of("z"), features(data));
      assertEquals(List.of(), data.warnings());
    }
    Specs trailing = Specs.of("csv", csv(TRAILING));
    trailing.ignore = List.of("_c3");
    try (TrainingData data = trailing.load()) {
      assertEquals(List.of("x", "z"), features(data));
      assertEquals(List.of(), data.warnings());
    }
  }

  @Test
  void aNameThatAColumnWithoutOneWouldHaveIsExplained() {
    String path = csv(",_c0,label", "1,2,0");
    assertEquals(
        path
            + ": column 1 of the header has no name and would be read as \"_c0\", but column 2 is"
            + " called \"_c0\"; expected a name of its own for every column",
        refused(Specs.of("csv", path)));
  }

  @Test
  void aTrailingSeparatorIsExplained() {
    String path = csv(TRAILING);
    assertEquals(
        path
            + ", row 1: column \"_c3\" is empty, expected a number;"
            + " set data.missing = \"mean\" or \"zero\";"
            + " \"_c3\" is column 4 of the header, which has no name: list it under data.ignore",
        refused(Specs.of("csv", path)));
  }

  @Test
  void severalFilesMayHaveAColumnWithoutAName() throws IOException {
    Files.write(directory.resolve("a.csv"), PANDAS);
    Files.write(directory.resolve("b.csv"), PANDAS);
    try (OutputStream out =
        new GZIPOutputStream(java.nio.file.Files.newOutputStream(directory.resolve("c.csv.gz")))) {
      out.write(String.join("\r\n", PANDAS).getBytes(StandardCharsets.UTF_8));
    }
    Specs specs = Specs.of("csv", directory.toString());
    specs.ignore = List.of("_c0");
    try (TrainingData data = specs.load()) {
      assertEquals(12, data.sizes(DataSplit.TRAIN).rows());
    }
    String other = Files.write(directory.resolve("d.csv"), "y,z,label", "0,1.5,0");
    assertEquals(
        other
            + ": the header has the column \"y\" where one without a name is expected as in the"
            + " other files; files that are read together must have the same columns in the same"
            + " order",
        refused(specs));
    Files.write(directory.resolve("d.csv"), ",label", "0,0");
    assertTrue(
        refused(specs).startsWith(other + ": the header has 2 columns, expected 3"),
        refused(specs));
    java.nio.file.Files.delete(directory.resolve("d.csv"));
    Files.write(directory.resolve("0.csv"), "y,z,label", "0,1.5,0");
    assertTrue(
        refused(Specs.of("csv", directory.toString()))
            .contains(": the header has a column without a name where \"y\" is expected"),
        refused(Specs.of("csv", directory.toString())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,x,label     | the header has the column \"x\" twice, as columns 1 and 2",
        "x,X,label     | the header has the columns \"x\" and \"X\", whose names differ in case only, as columns 1 and 2",
        "_c1,,label    | column 2 of the header has no name and would be read as \"_c1\", but column 1 is called \"_c1\"",
        "label,x,label | the header has the column \"label\" twice, as columns 1 and 3",
      })
  void aDoubledColumnIsNamed(String header, String message) {
    String one = Files.write(directory.resolve("a.csv"), header, "1,1.5,0", "2,2.5,1");
    String expected = one + ": " + message + "; expected a name of its own for every column";
    assertEquals(expected, refused(Specs.of("csv", one)));
    Files.write(directory.resolve("b.csv"), header, "1,1.5,0", "2,2.5,1");
    assertEquals(expected, refused(Specs.of("csv", directory.toString())));
  }

  @Test
  void namesThatDifferInCaseAreTwoWhereSparkIsToldSo() {
    LocalSpark.session().conf().set("spark.sql.caseSensitive", "true");
    try (TrainingData data = Specs.of("csv", csv("x,X,label", "1,1.5,0", "2,2.5,1")).load()) {
      assertEquals(List.of("x", "X"), features(data));
    } finally {
      LocalSpark.session().conf().unset("spark.sql.caseSensitive");
    }
  }

  @Test
  void aBlankBeforeANameShows() {
    String path = csv("x, z, label", "1,1.5,0", "2,2.5,1");
    assertEquals(
        path
            + ": no column \"label\"; there is \" label\" with a blank: set"
            + " data.options.ignoreLeadingWhiteSpace and data.options.ignoreTrailingWhiteSpace ="
            + " true (there are \"x\", \" z\", \" label\")",
        refused(Specs.of("csv", path)));
    Map<String, String> stripped =
        Map.of("ignoreLeadingWhiteSpace", "true", "ignoreTrailingWhiteSpace", "true");
    try (TrainingData data = specs(path, stripped).load()) {
      assertEquals(List.of("x", "z"), features(data));
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfAName() {
    for (String lines : List.of("false", "true")) {
      String path = csv("\uFEFFx,label", "1,0", "2,1");
      try (TrainingData data = specs(path, Map.of("multiLine", lines)).load()) {
        assertEquals(List.of("x"), features(data), lines);
      }
    }
  }

  @Test
  void namesMayBeQuotedAndBeSeveralLinesLong() {
    String path = csv("\"x, left\",\"a \"\"b\"\"\",label", "1,1,0", "2,1.5,1");
    try (TrainingData data = specs(path, Map.of("escape", "\"")).load()) {
      assertEquals(List.of("x, left", "a \"b\""), features(data));
    }
    path = csv("\"x", "left\";label", "1;0", "2;1");
    try (TrainingData data = specs(path, Map.of("multiLine", "true", "sep", ";")).load()) {
      assertEquals(List.of("x\nleft"), features(data));
    }
    path = csv("x\tlabel\t", "1\t0\t", "2\t1\t");
    Specs tabs = specs(path, Map.of("sep", "\t"));
    tabs.ignore = List.of("_c2");
    try (TrainingData data = tabs.load()) {
      assertEquals(List.of("x"), features(data));
    }
  }

  @Test
  void withoutAHeaderNoNameIsMissing() {
    Specs specs = specs(csv("1,1.5,0", "2,2.5,1"), Map.of("Header", "false"));
    specs.label = "_c2";
    try (TrainingData data = specs.load()) {
      assertEquals(List.of("_c0", "_c1"), features(data));
      assertEquals(List.of(), data.warnings());
    }
  }

  @Test
  void aHeaderInAnotherEncodingIsRefused() throws IOException {
    Path file = directory.resolve("data.csv");
    String text = "größe,stadt,label\n1,2,0\n3,4,1\n";
    java.nio.file.Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    assertEquals(
        file
            + ": the name of column 1, \"gr\uFFFD\uFFFDe\", is not text in UTF-8; set"
            + " data.options.encoding, for instance \"ISO-8859-1\"",
        refused(Specs.of("csv", file.toString())));
    try (TrainingData data = specs(file.toString(), Map.of("encoding", "ISO-8859-1")).load()) {
      assertEquals(List.of("größe", "stadt"), features(data));
    }
    java.nio.file.Files.writeString(file, "a\uFFFDb,label\n1,0\n2,1\n");
    try (TrainingData data = Specs.of("csv", file.toString()).load()) {
      assertEquals(List.of("a\uFFFDb"), features(data)); // as the file really has it
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,\"two|lines\",0", "1,\"two|\"\"quoted\"\" lines\",0"})
  void lineEndsWithinQuotesNameTheOption(String row) {
    String path = csv(("x,note,label|" + row + "|2,b,1").split("\\|"));
    Specs specs = Specs.of("csv", path);
    specs.ignore = List.of("note");
    String message = refused(specs);
    assertEquals(
        path
            + ", row 1: cells that do not fit the header's 3 columns: 1,\"two;"
            + " if quoted cells have line ends, set data.options.multiLine = true",
        message);
    specs.options = Map.of("multiLine", "true", "escape", "\"");
    try (TrainingData data = specs.load()) {
      assertEquals(2, data.sizes(DataSplit.TRAIN).rows());
    }
  }

  @Test
  void doubledQuotesNameTheOption() {
    String path = csv("x,note,label", "1,\"say \"\"hi, you\"\"\",0", "2,\"\",1");
    Specs specs = Specs.of("csv", path);
    specs.ignore = List.of("note");
    assertEquals(
        path
            + ", row 1: cells that do not fit the header's 3 columns: 1,\"say \"\"hi, you\"\"\",0;"
            + " if a doubled quote stands for one quote, set data.options.escape = \"\\\"\"",
        refused(specs));
    specs.options = Map.of("escape", "\"");
    try (TrainingData data = specs.load()) {
      assertEquals(2, data.sizes(DataSplit.TRAIN).rows());
    }
    String numbers = csv("x,label", "\"1\"\"5\",0");
    assertTrue(
        refused(Specs.of("csv", numbers)).contains("set data.options.escape"),
        refused(Specs.of("csv", numbers)));
  }

  @Test
  void linesThatBeginWithAHashNameTheOption() {
    String advice = "; if lines that begin with # are comments, set data.options.comment = \"#\"";
    String path = csv("x,z,label", "1,1.5,0", "# the end");
    assertEquals(
        path + ", row 2: cells that do not fit the header's 3 columns: # the end" + advice,
        refused(Specs.of("csv", path)));
    path = csv("x,z,label", "1,1.5,0", "# a,b,c");
    assertTrue(refused(Specs.of("csv", path)).endsWith(advice), refused(Specs.of("csv", path)));
    path = csv("# written by a tool", "x,z,label", "1,1.5,0", "2,2.5,1");
    assertEquals(
        path
            + ": no column \"label\"; the first line begins with #: if it is a comment, set"
            + " data.options.comment = \"#\" (there is \"# written by a tool\")",
        refused(Specs.of("csv", path)));
    try (TrainingData data = specs(path, Map.of("comment", "#")).load()) {
      assertEquals(List.of("x", "z"), features(data));
    }
  }

  @Test
  void moreColumnsThanSparkExpectsAreRead() {
    int columns = 20_600;
    StringBuilder header = new StringBuilder("label");
    StringBuilder row = new StringBuilder("1");
    for (int i = 0; i < columns; i++) {
      header.append(",c").append(i);
      row.append(",").append(i % 7);
    }
    String path = csv(header.toString(), row.toString(), row.toString().replaceFirst("1", "2"));
    Specs specs = Specs.of("csv", path);
    specs.features = List.of("c0", "c20599");
    try (TrainingData data = specs.load()) {
      assertEquals(2, data.sizes(DataSplit.TRAIN).rows());
    }
    path = csv("x,label", row.toString());
    String message = refused(Specs.of("csv", path));
    assertTrue(message.contains("data.options.maxColumns"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANONICAL", "SOURCE"})
  void booleansAmongNumbersAreNone(RowOrder order) {
    Files.write(directory.resolve("a.csv"), "x,z,label", "true,true,0", "False,false,1");
    String other = Files.write(directory.resolve("b.csv"), "x,z,label", "true,3,0", ",false,1");
    Specs specs = Specs.of("csv", directory.toString());
    specs.order = order;
    specs.missing = MissingValues.ZERO;
    assertEquals(
        directory.resolve("a.csv")
            + ", row 1: column \"z\" is \"true\", expected a number, as other rows have;"
            + " list the column under data.categorical or data.ignore",
        refused(specs));
    Files.write(directory.resolve("a.csv"), "x,z,label", "true,1,0", "False,0.5,1");
    assertTrue(refused(specs).startsWith(other + ", row 2: column \"z\" is \"false\""));
    specs.ignore = List.of("z");
    try (TrainingData data = specs.load()) {
      assertEquals(4, data.sizes(DataSplit.TRAIN).rows()); // a column of booleans is 1 and 0
    }
  }

  @Test
  void aBooleanAmongWeightsOrOffsetsIsNone() {
    String path = csv("x,w,label", "1,2,0.5", "2,3,1", "3,true,2");
    String message =
        path + ", row 3: column \"w\" is \"true\", expected a number, as other rows have";
    Specs specs = Specs.of("csv", path);
    specs.weight = "w";
    assertEquals(message, refused(specs));
    specs.weight = null;
    specs.offset = "w";
    assertEquals(message, refused(specs));
  }

  @Test
  void aBooleanLabelAmongNumbersIsNone() {
    String path = csv("x,label", "1,0.5", "2,true");
    assertEquals(
        path + ", row 2: column \"label\" is \"true\", expected a number, as other rows have",
        refused(Specs.of("csv", path)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"3,5", "-0,5", "1.234,5", "1 234,5", "3,5e-2"})
  void aDecimalCommaIsMentioned(String number) {
    String path = csv("x;label", number + ";0");
    String message =
        ", row 1: column \"x\" is \""
            + number
            + "\", expected a number with a decimal point; of csv, decimal commas are read with"
            + " data.options.locale = \"de-DE\"";
    assertEquals(path + message, refused(specs(path, Map.of("sep", ";"))));
    path = csv("label;x", number + ";0");
    message = message.replace("column \"x\"", "column \"label\"");
    assertEquals(path + message, refused(specs(path, Map.of("sep", ";"))));
  }

  @Test
  void aCommaBeforeThreeDigitsMayBeOneOfThousands() {
    String path = csv("x;label", "1,234;0");
    String message = refused(specs(path, Map.of("sep", ";")));
    assertTrue(message.endsWith(" = \"de-DE\", commas of thousands with \"en-US\""), message);
  }

  @Test
  void numbersOfALanguageAreTheSameNumbers() {
    String plain = csv("x,w,label", "1.5,1,0.5", "1234.5,2,-2.5", "0.25,3,1", "inf,3,1");
    Specs specs = Specs.of("csv", plain);
    specs.weight = "w";
    assertTrue(refused(specs).contains("row 4: column \"x\" is infinite"), refused(specs));
    csv("x,w,label", "1.5,1,0.5", "1234.5,2,-2.5", "0.25,3,1");
    String expected;
    try (TrainingData data = specs.load()) {
      expected = data.sha256();
    }
    csv("x;w;label", "1,5;1,0;0,5", "1.234,5;2;-2,5", ",25;3;1");
    specs.options = Map.of("sep", ";", "locale", "de-DE");
    try (TrainingData data = specs.load()) {
      assertEquals(expected, data.sha256());
    }
    csv("x;w;label", "1,5;1,0;0,5", "1234.5;2;-2,5");
    assertEquals(
        plain
            + ", row 2: column \"x\" is \"1234.5\", expected a number as de-DE writes it (1.234,5)",
        refused(specs));
    specs.options = Map.of("sep", ";", "locale", "no language");
    assertEquals(
        "data.options.locale is \"no language\", expected a language tag such as \"de-DE\" or"
            + " \"en-US\"",
        refused(Failure.Kind.CONFIGURATION, specs));
    specs.options = Map.of("sep", ";", "locale", "fa-IR");
    assertEquals(
        "data.options.locale is \"fa-IR\", expected a language that writes numbers with the digits"
            + " 0 to 9",
        refused(Failure.Kind.CONFIGURATION, specs));
  }

  @Test
  void categoriesInAnotherEncodingAreWarnedOf() throws IOException {
    Path file = directory.resolve("data.csv");
    java.nio.file.Files.writeString(
        file, "city,label\nKöln,1\nBonn,2\n", StandardCharsets.ISO_8859_1);
    Specs specs = Specs.of("csv", file.toString());
    specs.categorical = List.of("city");
    try (TrainingData data = specs.load()) {
      assertEquals(
          List.of(
              file
                  + ": column \"city\" has the text \"K\uFFFDln\", which has bytes that are no text"
                  + " in UTF-8; set data.options.encoding, for instance \"ISO-8859-1\""),
          data.warnings());
    }
    csv("city,label", "\"the \"\"city\"\"\",1", "Bonn,2");
    try (TrainingData data = specs.load()) {
      assertTrue(data.warnings().get(0).contains("set data.options.escape"));
    }
  }
}

package io.fallline.data.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.core.failure.Failure;
import io.fallline.core.failure.MessageSanitizer;
import io.fallline.core.loss.LabelKind;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.data.loading.Loaded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with several columns is told in one line, with the lines to paste. */
class UnusableColumnsMessageTest {
  private static final String INIT = " (the command init writes a configuration with all of it)";

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

  @Test
  void everyTextColumnAndEveryMissingValueOfCsvIsInOneLineWithWhatToPaste() {
    String path =
        csv(
            "id,age,work,city,label",
            "a1,30,Private,Ulm,1",
            "a2,,Private,Ulm,2",
            "a3,40,?,Ulm,3",
            "a4,50,State,Bonn,4",
            "a5,60,State,Bonn,5",
            "a6,70,State,Bonn,6");
    assertEquals(
        path
            + ": 4 columns cannot be used as they are: \"id\" is \"a1\" in row 1 (6 different); \"age\" is empty in"
            + " row 2 (1 of 6 rows); \"work\" is \"Private\" in row 1 (3 different); \"city\" is \"Ulm\" in row 1"
            + " (2 different); set data.categorical = [\"work\", \"city\"], data.ignore = [\"id\"],"
            + " data.options.nullValue = \"?\", data.missing = \"mean\""
            + INIT,
        refused(Specs.of("csv", path)));
  }

  @Test
  void whatTheMessageSaysToPasteTrains() {
    String path =
        csv(
            "id,age,work,label",
            "a1,30, Private,1",
            "a2,,Private ,2",
            "a3,40,?,3",
            "a4,50,State,4",
            "a5,60,State,5",
            "a6,70,State,6");
    Specs specs = Specs.of("csv", path);
    assertTrue(
        refused(specs)
            .endsWith(
                "; set data.categorical = [\"work\"], data.ignore = [\"id\"], data.options.nullValue = \"?\","
                    + " data.missing = \"mean\", data.options.ignoreLeadingWhiteSpace = true,"
                    + " data.options.ignoreTrailingWhiteSpace = true"
                    + INIT));
    specs.categorical = List.of("work");
    specs.ignore = List.of("id");
    specs.missing = MissingValues.MEAN;
    specs.options =
        Map.of(
            "nullValue",
            "?",
            "ignoreLeadingWhiteSpace",
            "true",
            "ignoreTrailingWhiteSpace",
            "true");
    Loaded loaded = Loaded.of(specs);
    assertEquals(
        List.of("Private", "State"),
        loaded.encoding().columns().stream()
            .filter(input -> input.column().equals("work"))
            .findFirst()
            .orElseThrow()
            .categories());
    assertEquals(List.of(), loaded.warnings());
  }

  @Test
  void columnsThatAreListedAlreadyStayInTheLinesToPaste() {
    String path = csv("a,b,c,label", "x,p,q,1", "x,p,q,2", "y,r,s,3", "y,r,s,4");
    Specs specs = Specs.of("csv", path);
    specs.categorical = List.of("a");
    assertTrue(
        refused(specs).endsWith("; set data.categorical = [\"a\", \"b\", \"c\"]" + INIT),
        refused(specs));
  }

  @Test
  void namedFeaturesThatAreTextsLeaveTheList() {
    String path = csv("n,a,b,label", "1,p,q,1", "2,p,q,2", "3,r,s,3", "4,r,s,4");
    Specs specs = Specs.of("csv", path);
    specs.features = List.of("n", "a", "b");
    assertTrue(
        refused(specs)
            .endsWith("; set data.features = [\"n\"], data.categorical = [\"a\", \"b\"]" + INIT),
        refused(specs));
  }

  @Test
  void eachFirstRowIsOfTheSmallestPathThatHasOne() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      rows.add(i + "," + i * 0.5 + "," + (i * 7 % 100) + "," + i);
    }
    rows.set(70, "x,35.0,1,70");
    rows.set(110, "y,z,1,110");
    rows.set(115, "115,q,1e999,115");
    Specs specs = Specs.of("csv", Files.csv(directory, "a,b,c,label", rows, 3));
    String expected =
        directory
            + ": 3 columns cannot be used as they are: row 31 of part-1.csv: column \"a\" is \"x\", expected a number;"
            + " list the column under data.categorical or data.ignore; row 31 of part-2.csv: column \"b\" is \"z\","
            + " expected a number; list the column under data.categorical or data.ignore; row 36 of part-2.csv:"
            + " column \"c\" is infinite, expected a finite number";
    for (int i = 0; i < 3; i++) {
      assertEquals(expected, refused(specs));
    }
  }

  @Test
  void aLabelThatTheLossDoesNotTakeIsToldWithTheOthers() {
    String path = csv("work,label", "Private,no", "State,yes", "Private,no", "State,no");
    assertEquals(
        path
            + ": 2 columns cannot be used as they are: \"work\" is \"Private\" in row 1 (2 different); row 1: column"
            + " \"label\" is \"no\", expected a number, as model.loss predicts one; texts are classes, of logistic or"
            + " softmax; set data.categorical = [\"work\"]"
            + INIT,
        refused(Specs.of("csv", path)));
  }

  @Test
  void textsTypesAndMissingValuesOfJsonAreInOneLine() {
    String path =
        Files.write(
            directory.resolve("data.json"),
            "{\"label\":1,\"x\":\"red\",\"y\":2.5,\"s\":{\"a\":1}}",
            "{\"label\":2,\"x\":\"red\",\"y\":null,\"s\":{\"a\":1}}",
            "{\"label\":3,\"x\":\"blue\",\"y\":4.5,\"s\":{\"a\":1}}",
            "{\"label\":4,\"x\":\"blue\",\"y\":1.5,\"s\":{\"a\":1}}");
    assertEquals(
        path
            + ": 3 columns cannot be used as they are: \"s\" is of type struct<a:bigint>; \"x\" is of type text"
            + " (2 different); \"y\" is empty in row 2 (1 of 4 rows); set data.categorical = [\"x\"], data.ignore ="
            + " [\"s\"], data.missing = \"mean\""
            + INIT,
        refused(Specs.of("json", path)));
  }

  @Test
  void manyColumnsAreBoundedAndTheSettingsStayInTheLine() {
    List<String> header = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      header.add("a_rather_long_column_name_" + i);
    }
    String a = String.join(",", Collections.nCopies(300, "a"));
    String b = String.join(",", Collections.nCopies(300, "b"));
    String path = csv(String.join(",", header) + ",label", a + ",1", b + ",2", a + ",3", b + ",4");
    String message = refused(Specs.of("csv", path));
    assertTrue(message.length() < MessageSanitizer.LONGEST, message);
    assertTrue(
        message.startsWith(
            path
                + ": 300 columns cannot be used as they are: \"a_rather_long_column_name_0\" is \"a\" in row 1 (2"
                + " different); "),
        message);
    assertTrue(message.matches(".* and 29[0-9] more; set data.categorical to the 300 .*"), message);
    assertTrue(message.endsWith(" columns that it suits" + INIT), message);
  }

  @Test
  void columnsThatAreNotThereAreToldTogether() {
    Specs specs = Specs.of("csv", csv("lable,age,work", "1,2,a"));
    specs.categorical = List.of("wrok");
    assertEquals(
        directory.resolve("data.csv")
            + ": no columns \"wrok\" (did you mean \"work\"?), \"label\" (did you mean \"lable\"?) (there are \"lable\","
            + " \"age\", \"work\")",
        refused(specs));
  }

  @Test
  void numbersOfAnotherNotationAreToldOfEveryColumn() {
    String path = csv("a;b;label", "1,5;x;1", "2.5;x;2", "3,5;y;3", "4,5;y;4");
    Specs specs = Specs.of("csv", path);
    specs.options = Map.of("sep", ";", "locale", "de-DE");
    assertEquals(
        path
            + ": 2 columns cannot be used as they are: row 2: column \"a\" is \"2.5\", expected a number as de-DE"
            + " writes it (1.234,5); \"b\" is \"x\" in row 1 (2 different); set data.categorical = [\"b\"]"
            + INIT,
        refused(specs));
  }

  @Test
  void aPartitionColumnThatThePathHidesIsToldWithItsBasePath() {
    Files.write(directory.resolve("rows/year=2024/day=3/part.csv"), "label,x", "1,2", "2,3");
    Specs specs = Specs.of("csv", directory + "/rows/year=2024/day=3");
    specs.features = List.of("day", "x");
    assertEquals(
        directory
            + "/rows/year=2024/day=3: no column \"day\"; it is named by a directory that the path goes into: set"
            + " data.options.basePath = \""
            + directory
            + "/rows\", where such directories begin (there are \"label\", \"x\")",
        refused(specs));
    specs.options = Map.of("basePath", directory + "/rows");
    assertEquals(2, Loaded.of(specs).encoding().inputs());
  }

  @Test
  void textsWithBlanksAndTextsThatStandForNoValueAreWarnedOf() {
    String path = csv("work,label", " Private,no", "?,yes", " Private,no", "State,yes");
    Specs specs = Specs.of("csv", path);
    specs.categorical = List.of("work");
    specs.labels = LabelKind.BINARY;
    assertEquals(
        List.of(
            path
                + ": column \"work\" has the text \" Private\", which begins or ends with a blank; to have texts"
                + " without, set data.options.ignoreLeadingWhiteSpace and data.options.ignoreTrailingWhiteSpace ="
                + " true",
            path
                + ": column \"work\" has the text \"?\", which is read as a value like the others; if it says that"
                + " there is none, set data.options.nullValue = \"?\" and data.missing = \"mean\""),
        Loaded.of(specs).warnings());
  }

  @Test
  void aMissingCategoryIsToldWithItsRowAndTheOtherColumns() {
    String path = csv("work,age,label", "Private,1,1", ",2,2", "State,,3", "State,4,4");
    Specs specs = Specs.of("csv", path);
    specs.categorical = List.of("work");
    assertEquals(
        path
            + ": 2 columns cannot be used as they are: \"work\" is empty in row 2 (1 of 4 rows); \"age\" is empty in"
            + " row 3 (1 of 4 rows); set data.missing = \"mean\""
            + INIT,
        refused(specs));
  }

  @Test
  void aTextThatIsACategoryIsNotCountedAsMissing() {
    String path = csv("work,age,label", "None,1,1", ",2,2", "NA,NA,3", "State,,4", "NA,?,5");
    Specs specs = Specs.of("csv", path);
    specs.categorical = List.of("work");
    assertEquals(
        path
            + ": 2 columns cannot be used as they are: \"work\" is empty in row 2 (1 of 5 rows); \"age\" is \"NA\" in"
            + " row 3 (3 of 5 rows); set data.missing = \"mean\""
            + INIT,
        refused(specs));
  }

  @Test
  void aBasePathIsQuotedAsAConfigurationReadsIt() {
    Files.write(directory.resolve("a \"b\" $c, d/my%22day=3/part.csv"), "label,x", "1,2", "2,3");
    Specs specs = Specs.of("csv", directory + "/a \"b\" $c, d/my%22day=3");
    specs.features = List.of("my\"day", "x");
    String message = refused(specs);
    String setting =
        message.replaceAll(".*: set (data.options.basePath = .*), where such .*", "$1");
    assertEquals(
        directory + "/a \"b\" $c, d",
        com.typesafe.config.ConfigFactory.parseString(setting).getString("data.options.basePath"),
        message);
    specs.options = Map.of("basePath", directory + "/a \"b\" $c, d");
    assertEquals(2, Loaded.of(specs).encoding().inputs());
  }
}

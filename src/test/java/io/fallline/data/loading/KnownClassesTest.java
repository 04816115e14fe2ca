package io.fallline.data.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.data.DataSpec;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.LabelClasses;
import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that happen to have fewer classes and categories than those of an earlier model. */
class KnownClassesTest {
  @TempDir private Path directory;

  @Test
  void rowsThatLackAClassStillMakeAModelOfAllClasses() {
    Encoding earlier = load("earlier", null, "label,x", "oak,1", "ash,2", "elm,3").encoding();
    Loaded fewer = load("fewer", earlier, "label,x", "oak,1", "ash,2", "oak,3");
    assertEquals(List.of("ash", "elm", "oak"), fewer.encoding().classes().names());
    assertEquals(
        List.of(0.0, 2.0, 2.0),
        Loaded.rows(fewer.train()).stream().map(row -> row[0]).sorted().toList());
  }

  @Test
  void numericClassesStayInTheirOrder() {
    Encoding earlier = load("earlier", null, "label,x", "10,1", "2,2", "-1,3").encoding();
    Loaded fewer = load("fewer", earlier, "label,x", "2,1", "10,2");
    assertTrue(fewer.encoding().classes().numeric());
    assertEquals(List.of("-1", "2", "10"), fewer.encoding().classes().names());
    Loaded one = load("one", earlier, "label,x", "2,1", "2.0,2");
    assertEquals(List.of("-1", "2", "10"), one.encoding().classes().names());
  }

  @Test
  void aClassThatTheEarlierModelDoesNotKnowIsRefusedWithThoseItKnows() {
    Encoding texts = load("earlier", null, "label,x", "oak,1", "ash,2", "elm,3").encoding();
    Encoding numbers = load("numbers", null, "label,x", "10,1", "2,2").encoding();
    assertRefused(texts, "row 2: column \"label\" is \"yew\", expected", "ash, elm, oak", "yew");
    assertRefused(numbers, "row 2: column \"label\" is 2.5, expected", "2, 10", "2.5");
  }

  private void assertRefused(Encoding earlier, String begins, String classes, String label) {
    String known = earlier.classes().names().get(0);
    Failure refused =
        assertThrows(
            Failure.class,
            () -> load("later", earlier, "label,x", known + ",1", label + ",2", known + ",3"));
    assertEquals(Failure.Kind.DATA, refused.kind());
    String expected =
        begins + " one of the model's classes: " + classes + ", which training starts";
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  @Test
  void aModelThatHadNumbersForTruthValuesStillHasThem() {
    Encoding numbers = load("earlier", null, "label,x", "1,1", "0,2").encoding();
    Specs flags =
        Specs.of(
            "json",
            Files.write(
                directory.resolve("flags.json"),
                "{\"label\":true,\"x\":1}",
                "{\"label\":false,\"x\":2}"));
    flags.labels = LabelKind.BINARY;
    assertEquals(LabelClasses.Kind.BOOLEAN, Loaded.of(flags).encoding().classes().kind());
    flags.known = numbers;
    assertEquals(LabelClasses.Kind.NUMBER, Loaded.of(flags).encoding().classes().kind());
    flags.known = load("texts", null, "label,x", "True,1", "False,2").encoding();
    assertEquals(List.of("False", "True"), Loaded.of(flags).encoding().classes().names());
  }

  @Test
  void rowsThatLackACategoryStillMakeAnInputOfIt() {
    Encoding earlier =
        load("earlier", null, "label,c,d", "a,red,1", "b,tan,2", "a,red,9").encoding();
    Loaded fewer = load("fewer", earlier, "label,c,d", "a,jet,2", "b,red,2");
    assertEquals(
        Map.of("c", List.of("jet", "red", "tan"), "d", List.of("1", "2", "9")),
        Map.of(
            "c", fewer.encoding().columns().get(0).categories(),
            "d", fewer.encoding().columns().get(1).categories()));
    assertEquals(6, fewer.encoding().inputs());
  }

  @Test
  void aColumnThatIsOfAnotherKindNowKeepsNothing() {
    Specs numbers = specs("earlier", "label,c,d", "a,1,2", "b,2,3");
    numbers.categorical = List.of("c");
    Specs now = specs("now", "label,c,d", "a,7,7", "b,9,8");
    now.categorical = List.of("d");
    now.known = Loaded.of(numbers).encoding();
    Encoding encoding = Loaded.of(now).encoding();
    assertEquals(
        List.of(InputColumn.number("c"), InputColumn.categorical("d", List.of("7", "8"))),
        encoding.columns());
  }

  @Test
  void whatIsKnownLeavesTheScalesToTheRows() {
    Encoding earlier = load("earlier", null, "label,x", "oak,100", "ash,200").encoding();
    Loaded now = load("now", earlier, "label,x", "oak,1", "ash,3");
    assertEquals(2, now.encoding().center()[0]);
    assertEquals(1, now.encoding().scale()[0]);
  }

  @Test
  void knowingKeepsEverythingElseOfTheSpec() {
    Specs specs = specs("rows", "label,x", "oak,1", "ash,2");
    Encoding encoding = Loaded.of(specs).encoding();
    DataSpec knowing = specs.spec().knowing(new DataSpec.Known(encoding, "x"));
    assertEquals(encoding, knowing.known().encoding());
    assertEquals(specs.spec(), knowing.knowing(null));
    try (TrainingData data = TrainingData.load(LocalSpark.session(), knowing)) {
      assertEquals(Loaded.of(specs).bits(), Loaded.of(data).bits());
    }
  }

  private Loaded load(String name, Encoding known, String... lines) {
    Specs specs = specs(name, lines);
    boolean texts = lines[0].contains("c");
    specs.categorical = texts ? List.of("c", "d") : List.of();
    specs.known = known;
    return Loaded.of(specs);
  }

  private Specs specs(String name, String... lines) {
    Specs specs = Specs.of("csv", Files.write(directory.resolve(name + ".csv"), lines));
    specs.labels = LabelKind.CLASS;
    return specs;
  }
}

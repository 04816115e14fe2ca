package io.fallline.data.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.HeldOut;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.model.Encoding;
import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two models are compared on the rows that one training holds out. */
public class HeldOutTest {
  private static final String HEADER = "id,label,a,b,c";

  @TempDir private Path directory;

  @Test
  void aFractionOfTheRowsIsTheTrainingsOwn() {
    Specs specs = csv(HEADER, Files.rows(400));
    specs.splitSeed = 5;
    specs.validation = HeldOut.fraction(0.2);
    specs.test = HeldOut.fraction(0.3);
    assertSameShards(specs);
  }

  @Test
  void groupsStayTogetherAsInTheTraining() {
    List<String> rows = new ArrayList<>();
    List<String> plain = Files.rows(400);
    for (int i = 0; i < plain.size(); i++) {
      rows.add(plain.get(i) + ",group " + i % 40);
    }
    Specs specs = csv(HEADER + ",group", rows);
    specs.splitBy = "group";
    specs.validation = HeldOut.fraction(0.2);
    specs.test = HeldOut.fraction(0.3);
    assertSameShards(specs);
  }

  @Test
  void pathsOfTheirOwnAreHeldOutWhole() {
    List<String> rows = Files.rows(300);
    Specs specs = csv(HEADER, rows.subList(0, 200));
    specs.validation = HeldOut.fraction(0.2);
    specs.test =
        HeldOut.paths(
            List.of(Files.csv(directory.resolve("test"), HEADER, rows.subList(200, 300), 2)));
    assertSameShards(specs);
  }

  @Test
  void linesOfLibsvmAreReadAsLongAsTheModelIs() {
    List<String> old = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      old.add(i % 7 + " 1:" + i + " 5:" + i * i);
    }
    Specs wide =
        Specs.of("libsvm", Files.write(directory.resolve("wide"), "1 9:1", "2 9:3", "2 3:3"));
    Encoding nine = Loaded.of(wide).encoding();
    Specs specs =
        Specs.of("libsvm", Files.write(directory.resolve("five"), old.toArray(String[]::new)));
    specs.test = HeldOut.fraction(0.3);
    try (TrainingData data = specs.load();
        ScoringData held = heldOut(specs, DataSplit.TEST, nine)) {
      List<Shard> expected = data.shards(DataSplit.TEST).collect();
      List<Shard> found = held.run(() -> held.shards().collect());
      assertEquals(9 + 3, Loaded.rows(found).get(0).length);
      assertEquals(labels(Loaded.rows(expected)), labels(Loaded.rows(found)));
    }
    assertSameShards(specs);
  }

  /** The rows' own hash has the new column in it, so an order by the old columns would differ. */
  @Test
  void aModelWithoutTheNewColumnMeetsTheSameRows() {
    List<String> rows = Files.rows(400);
    Specs old = csv(HEADER, rows);
    old.ignore = List.of("id");
    Encoding earlier = Loaded.of(old).encoding();
    List<String> wider = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      wider.add(rows.get(i) + "," + i % 13);
    }
    Specs specs = csv(HEADER + ",d", wider);
    specs.ignore = List.of("id");
    specs.test = HeldOut.fraction(0.25);
    try (TrainingData data = specs.load();
        ScoringData held = heldOut(specs, DataSplit.TEST, earlier)) {
      List<double[]> expected = Loaded.rows(data.shards(DataSplit.TEST).collect());
      List<double[]> found = Loaded.rows(held.run(() -> held.shards().collect()));
      assertTrue(expected.size() > 50, "rows " + expected.size());
      assertEquals(expected.get(0).length - 1, found.get(0).length);
      assertEquals(labels(expected), labels(found));
    }
  }

  @Test
  void aBadRowIsNamedOnlyIfItIsHeldOut() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add("group " + i % 12 + "," + i + "," + (i + 1) + ",word");
    }
    Specs old = csv("group,label,x,y", List.of("a,1,2,3", "a,2,3,4"));
    old.features = List.of("x", "y");
    Encoding earlier = Loaded.of(old).encoding();
    Specs specs = csv("group,label,x,y", rows);
    specs.splitBy = "group";
    specs.ignore = List.of("y");
    specs.test = HeldOut.fraction(0.3);
    double first;
    try (TrainingData data = specs.load()) {
      first =
          Loaded.rows(data.shards(DataSplit.TEST).collect()).stream()
              .mapToDouble(row -> row[0])
              .min()
              .orElseThrow();
    }
    assertTrue(first > 0, "the first row is held out, which shows nothing; take another splitSeed");
    Failure failure = assertThrows(Failure.class, () -> count(specs, DataSplit.TEST, earlier));
    assertEquals(Failure.Kind.DATA, failure.kind());
    String row = String.format(", row %d: column \"y\" is \"word\"", (int) first + 1);
    assertTrue(failure.getMessage().contains(row), failure.getMessage());
  }

  @Test
  void rowsUnlikeTheModelsAreRefused() {
    Specs old = csv("label,height,c", List.of("a,1,u", "b,2,v"));
    old.labels = LabelKind.BINARY;
    old.categorical = List.of("c");
    Encoding earlier = Loaded.of(old).encoding();
    Specs without = csv("label,c", List.of("a,u", "b,v", "a,w"));
    without.labels = LabelKind.BINARY;
    without.categorical = List.of("c");
    without.test = HeldOut.paths(without.train);
    refuse(Failure.Kind.DATA, ": no column \"height\"", without, earlier);
    Specs others = csv("label,height,c", List.of("a,1,u", "z,2,v"));
    others.labels = LabelKind.BINARY;
    others.categorical = List.of("c");
    others.test = HeldOut.paths(others.train);
    refuse(
        Failure.Kind.DATA,
        "part-1.csv, row 1: column \"label\" is \"z\", expected one of the model's classes: a, b",
        others,
        earlier);
    others.test = HeldOut.NONE;
    refuse(Failure.Kind.CONFIGURATION, "data.test holds out no rows, expected", others, earlier);
  }

  private static void refuse(Failure.Kind kind, String expected, Specs specs, Encoding encoding) {
    Failure failure = assertThrows(Failure.class, () -> count(specs, DataSplit.TEST, encoding));
    assertEquals(kind, failure.kind());
    assertTrue(failure.getMessage().contains(expected), failure.getMessage());
  }

  private static long count(Specs specs, DataSplit split, Encoding encoding) {
    try (ScoringData held = heldOut(specs, split, encoding)) {
      return held.run(() -> held.shards().count());
    }
  }

  private Specs csv(String header, List<String> rows) {
    int number = directory.toFile().list().length;
    return Specs.of("csv", Files.csv(directory.resolve("rows" + number), header, rows, 3));
  }

  public static void assertSameShards(Specs specs) {
    try (TrainingData data = specs.load()) {
      for (DataSplit split : List.of(DataSplit.VALIDATION, DataSplit.TEST)) {
        List<Shard> expected = data.shards(split).collect();
        if (data.sizes(split).rows() == 0) {
          continue;
        }
        try (ScoringData held = heldOut(specs, split, data.encoding())) {
          List<Shard> found = held.run(() -> held.shards().collect());
          assertEquals(bits(expected, data), bits(found, data), split.toString());
        }
      }
      assertFalse(
          data.sizes(DataSplit.TEST).rows() < 30, "rows " + data.sizes(DataSplit.TEST).rows());
    }
  }

  static ScoringData heldOut(Specs specs, DataSplit split, Encoding encoding) {
    return ScoringData.heldOut(LocalSpark.session(), specs.spec(), split, encoding);
  }

  private static String bits(List<Shard> shards, TrainingData data) {
    return new Loaded(shards, List.of(), List.of(), data.encoding(), List.of(), "").bits();
  }

  private static List<Double> labels(List<double[]> rows) {
    return rows.stream().map(row -> row[0]).sorted().toList();
  }
}

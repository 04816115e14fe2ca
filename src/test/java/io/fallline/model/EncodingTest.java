package io.fallline.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.configuration.DataSection.Scaling;
import io.fallline.configuration.HeldOut;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.network.PackedRows;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.data.loading.Loaded;
import io.fallline.data.loading.ScoringBlock;
import io.fallline.data.loading.ScoringData;
import io.fallline.data.loading.TrainingData;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EncodingTest {
  @TempDir Path directory;

  private Specs csv(String... lines) {
    return Specs.of("csv", Files.write(directory.resolve("data.csv"), lines));
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARD,ERROR",
    "MINMAX,ERROR",
    "MAXABS,ERROR",
    "NONE,ERROR",
    "STANDARD,ZERO",
    "STANDARD,MEAN",
    "MINMAX,MEAN",
    "MAXABS,ZERO"
  })
  void scalesEqualThoseOfNaiveLoops(Scaling scaling, MissingValues missing) {
    Random random = new Random(3);
    int rows = 5000;
    double[] values = new double[rows];
    List<String> lines = new ArrayList<>(List.of("label,x"));
    for (int i = 0; i < rows; i++) {
      values[i] = random.nextInt(5) == 0 ? 0 : 1e6 + random.nextGaussian();
      boolean absent = missing != MissingValues.ERROR && random.nextInt(10) == 0;
      values[i] = absent ? Double.NaN : values[i];
      lines.add(i + "," + (absent ? "" : values[i]));
    }
    Specs specs = csv(lines.toArray(String[]::new));
    specs.scaling = scaling;
    specs.missing = missing;
    Encoding encoding = Loaded.of(specs).encoding();
    double fill = 0;
    if (missing == MissingValues.MEAN) {
      double sum = 0;
      int count = 0;
      for (double value : values) {
        sum += Double.isNaN(value) ? 0 : value;
        count += Double.isNaN(value) ? 0 : 1;
      }
      fill = sum / count;
      assertEquals(fill, encoding.fill()[0], 1e-12 * fill);
    }
    double mean = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < rows; i++) {
      values[i] = Double.isNaN(values[i]) ? fill : values[i];
      mean += values[i] / rows;
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double center = scaling == Scaling.STANDARD ? mean : scaling == Scaling.MINMAX ? least : 0;
    double scale =
        switch (scaling) {
          case STANDARD -> Math.sqrt(squares / rows);
          case MINMAX -> greatest - least;
          case MAXABS -> greatest;
          case NONE, AUTO -> 1;
        };
    assertEquals(center, encoding.center()[0], 1e-11 * Math.abs(center));
    assertEquals(scale, encoding.scale()[0], 1e-11 * scale);
  }

  @Test
  void aLargeMeanDoesNotDrownASmallVariance() {
    List<String> lines = new ArrayList<>(List.of("label,x"));
    for (int i = 0; i < 4000; i++) {
      lines.add(i + "," + (1_000_000_000L + i % 2));
    }
    Encoding encoding = Loaded.of(csv(lines.toArray(String[]::new))).encoding();
    assertEquals(0.5, encoding.scale()[0], 1e-7);
  }

  @Test
  void aConstantFeatureHasScaleOneAndAWarning() {
    Loaded loaded = Loaded.of(csv("label,x,y", "1,0.1,2", "2,0.1,3", "3,0.1,4"));
    assertEquals(1, loaded.encoding().scale()[0]);
    assertEquals(
        List.of("feature x has the same value in every training row: scale 1"), loaded.warnings());
    Loaded.rows(loaded.train()).forEach(row -> assertEquals(0, row[3]));
  }

  @ParameterizedTest
  @EnumSource(Scaling.class)
  void sparseRowsAreScaledAndNeverCentred(Scaling scaling) {
    Random random = new Random(9);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int first = 1 + random.nextInt(50);
      lines.add(
          i % 2
              + " "
              + first
              + ":"
              + (1 + random.nextInt(9))
              + " "
              + (first + 1 + random.nextInt(49))
              + ":-2.5");
    }
    Specs specs =
        Specs.of(
            "libsvm", Files.write(directory.resolve("data.libsvm"), lines.toArray(String[]::new)));
    specs.options = Map.of("numFeatures", "100");
    specs.labels = LabelKind.BINARY;
    specs.scaling = scaling;
    Loaded loaded = Loaded.of(specs);
    assertTrue(loaded.encoding().sparse());
    assertArrayEquals(new double[100], loaded.encoding().center());
    PackedRows rows = loaded.train().get(0).chunks().get(0);
    assertTrue(rows.sparse());
    assertEquals(2 * rows.size(), rows.starts()[rows.size()]);
    specs.scaling = Scaling.NONE;
    PackedRows raw = Loaded.of(specs).train().get(0).chunks().get(0);
    assertArrayEquals(raw.indices(), rows.indices());
    for (int k = 0; k < raw.values().length; k++) {
      assertEquals(
          (float) (raw.values()[k] / loaded.encoding().scale()[raw.indices()[k]]),
          rows.values()[k]);
    }
  }

  @Test
  void inputsStandInTheOrderFeaturesCategoricalHashed() {
    Specs specs = csv("label,z,colour,a,word", "1,5,red,7,x", "2,6,blue,8,y", "3,7,red,9,x");
    specs.features = List.of("z", "a");
    specs.categorical = List.of("colour");
    specs.hashed = List.of("word");
    specs.hashBits = 3;
    specs.scaling = Scaling.NONE;
    Loaded loaded = Loaded.of(specs);
    assertEquals(2 + 2 + 8, loaded.encoding().inputs());
    assertEquals(2, loaded.encoding().numbers());
    assertEquals(List.of("blue", "red"), loaded.encoding().columns().get(2).categories());
    for (double[] row : Loaded.rows(loaded.train())) {
      assertEquals(row[0] + 4, row[3], "z");
      assertEquals(row[0] + 6, row[4], "a");
      assertEquals(row[0] == 2 ? 1 : 0, row[5], "blue");
      assertEquals(row[0] == 2 ? 0 : 1, row[6], "red");
      double ones = 0;
      for (int i = 7; i < row.length; i++) {
        ones += row[i];
      }
      assertEquals(1, ones, "word");
    }
  }

  @Test
  void categoriesComeFromTrainingRowsOnlyAndClassesFromAll() {
    String train = Files.write(directory.resolve("train.csv"), "label,x,c", "a,1,u", "b,2,v");
    String test = Files.write(directory.resolve("test.csv"), "label,x,c", "c,1,w", "a,2,u");
    Specs specs = Specs.of("csv", train);
    specs.test = HeldOut.paths(List.of(test));
    specs.categorical = List.of("c");
    specs.labels = LabelKind.CLASS;
    Loaded loaded = Loaded.of(specs);
    assertEquals(List.of("u", "v"), loaded.encoding().columns().get(1).categories());
    assertEquals(List.of("a", "b", "c"), loaded.encoding().classes().names());
    for (double[] row : Loaded.rows(loaded.test())) {
      assertEquals(row[0] == 2 ? 0 : 1, row[4] + row[5], "an unseen category is none");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BINARY,0;1,0;1,true",
    "BINARY,1;-1,-1;1,true",
    "BINARY,no;yes,no;yes,false",
    "BINARY,1.0;0,0;1,true",
    "BINARY,2;1,1;2,true",
    "BINARY,4;2.0;2;4e0,2;4,true",
    "BINARY,5;0,0;5,true",
    "BINARY,True;False,False;True,false",
    "CLASS,3;1;2,1;2;3,true",
    "CLASS,1;1.0;a,1;a,false",
    "BINARY,1000000000;0,0;1000000000,true",
    "BINARY,9007199254740992;-9007199254740992,-9.007199254740992E15;9.007199254740992E15,true",
    "CLASS,10;9;-2,-2;9;10,true",
    "CLASS,b;a;10,10;a;b,false",
    "CLASS,\uD83D\uDE00;\uFF5E,\uFF5E;\uD83D\uDE00,false"
  })
  void classesStandInOrder(LabelKind kind, String labels, String expected, boolean numeric) {
    List<String> lines = new ArrayList<>(List.of("label,x"));
    for (String label : labels.split(";", -1)) {
      lines.add(label + "," + lines.size());
    }
    Specs specs = csv(lines.toArray(String[]::new));
    specs.labels = kind;
    LabelClasses classes = Loaded.of(specs).encoding().classes();
    assertEquals(List.of(expected.split(";", -1)), classes.names());
    assertEquals(numeric, classes.numeric());
  }

  @Test
  void weightsOffsetsAndClassTotalsAreKept() {
    Specs specs = csv("label,x,w,o", "0,1,2,0.5", "1,2,3,-1", "1,3,0.5,4");
    specs.weight = "w";
    specs.offset = "o";
    specs.labels = LabelKind.BINARY;
    try (TrainingData data = specs.load()) {
      assertArrayEquals(new double[] {2, 3.5}, data.classWeightTotals());
      List<String> found = new ArrayList<>();
      Loaded.rows(Loaded.of(data).train())
          .forEach(row -> found.add(row[0] + " " + row[1] + " " + row[2]));
      found.sort(null);
      assertEquals(List.of("0.0 2.0 0.5", "1.0 0.5 4.0", "1.0 3.0 -1.0"), found);
    }
  }

  @Test
  void anEncodingSurvivesJson() throws IOException {
    Specs specs = csv("label,x,c,h", "a,1,u,1", "b,,v,2", "a,4,u,3");
    specs.labels = LabelKind.CLASS;
    specs.categorical = List.of("c");
    specs.hashed = List.of("h");
    specs.hashBits = 5;
    specs.missing = MissingValues.MEAN;
    Encoding encoding = Loaded.of(specs).encoding();
    ObjectMapper mapper = new ObjectMapper();
    String json = mapper.writeValueAsString(EncodingJson.write(encoding));
    Encoding back = EncodingJson.read(mapper.readTree(json), encoding.vectors()::get);
    assertEquals(json, mapper.writeValueAsString(EncodingJson.write(back)));
    assertEquals(encoding.columns(), back.columns());
    assertEquals(encoding.classes().names(), back.classes().names());
    assertArrayEquals(encoding.fill(), back.fill());
    assertArrayEquals(encoding.scale(), back.scale());
    assertFalse(json.contains("scale\""), json);
    Failure failure =
        assertThrows(
            Failure.class,
            () -> EncodingJson.read(EncodingJson.write(encoding), name -> new double[3]));
    assertTrue(
        failure.getMessage().contains("the vector fill has 3 numbers, expected 1"),
        failure.getMessage());
  }

  @Test
  void scoredRowsAreEncodedAsTrainingRowsAreAndKeepTheirOriginals() {
    Specs specs = csv("label,x,c", "a,1,u", "b,2,v", "a,4,u", "b,8,v", "a,9,u");
    specs.labels = LabelKind.BINARY;
    specs.categorical = List.of("c");
    Loaded loaded = Loaded.of(specs);
    ScoringData.Source scoring = new ScoringData.Source("csv", specs.train, Map.of());
    try (ScoringData data =
        ScoringData.open(LocalSpark.session(), scoring, loaded.encoding(), true)) {
      List<String> trained = new ArrayList<>();
      Loaded.rows(loaded.train()).forEach(row -> trained.add(java.util.Arrays.toString(row)));
      List<String> evaluated = new ArrayList<>();
      Loaded.rows(data.shards().collect())
          .forEach(row -> evaluated.add(java.util.Arrays.toString(row)));
      assertEquals(trained, evaluated);
    }
    String unlabelled =
        Files.write(
            directory.resolve("new.csv"), "c,id,x", "v,one,2", "never seen,two,4", "u,three,9");
    ScoringData.Source fresh = new ScoringData.Source("csv", List.of(unlabelled), Map.of());
    try (ScoringData data =
        ScoringData.open(LocalSpark.session(), fresh, loaded.encoding(), false)) {
      assertEquals(List.of("c", "id", "x"), List.of(data.schema().fieldNames()));
      List<ScoringBlock> blocks = data.run(() -> data.blocks(2).collect());
      assertEquals(2, blocks.size());
      List<String> ids = new ArrayList<>();
      for (ScoringBlock block : blocks) {
        for (int i = 0; i < block.originals().size(); i++) {
          InternalRow original = block.originals().get(i);
          ids.add(original.getString(1));
          double[] row = Loaded.row(block.rows(), i);
          double x = original.getDouble(2);
          assertEquals(
              (float) ((x - loaded.encoding().center()[0]) / loaded.encoding().scale()[0]), row[3]);
          assertEquals(original.getString(0).equals("u") ? 1 : 0, row[4]);
          assertEquals(original.getString(0).equals("v") ? 1 : 0, row[5]);
        }
      }
      assertEquals(List.of("one", "two", "three"), ids);
    }
  }

  @Test
  void scoredRowsUnlikeTheModelsAreRefused() {
    Specs specs = csv("label,height,c", "a,1,u", "b,2,v");
    specs.labels = LabelKind.BINARY;
    specs.categorical = List.of("c");
    Encoding encoding = Loaded.of(specs).encoding();
    refuse(
        encoding,
        false,
        ": no column \"height\"; did you mean \"hieght\"? (there are \"hieght\", \"c\")",
        "hieght,c",
        "1,u");
    refuse(
        encoding, true, ": no column \"label\" (there are \"height\", \"c\")", "height,c", "1,u");
    refuse(
        encoding,
        true,
        ", row 2: column \"label\" is \"z\", expected one of the model's classes: a, b",
        "label,height,c",
        "a,1,u",
        "z,1,u");
    refuse(
        encoding,
        false,
        ", row 1: column \"height\" is \"tall\", expected a number",
        "height,c",
        "tall,u");
    refuse(encoding, false, ", row 1: column \"height\" is empty", "height,c", ",u");
  }

  private void refuse(Encoding encoding, boolean labelled, String expected, String... lines) {
    String path = Files.write(directory.resolve("score.csv"), lines);
    ScoringData.Source spec = new ScoringData.Source("csv", List.of(path), Map.of());
    Failure failure =
        assertThrows(
            Failure.class,
            () -> {
              try (ScoringData data =
                  ScoringData.open(LocalSpark.session(), spec, encoding, labelled)) {
                long found =
                    labelled ? data.shards().count() : data.run(() -> data.blocks(512).count());
                assertEquals(0, found);
              }
            });
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertTrue(failure.getMessage().startsWith(path + expected), failure.getMessage());
    assertFalse(failure.getMessage().contains("list the column"), failure.getMessage());
    assertFalse(failure.getMessage().contains("set data."), failure.getMessage());
  }
}

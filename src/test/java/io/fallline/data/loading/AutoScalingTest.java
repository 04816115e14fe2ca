package io.fallline.data.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.configuration.DataSection.Scaling;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.model.Encoding;
import io.fallline.model.EncodingJson;
import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code data.scaling = auto} chooses. */
class AutoScalingTest {
  @TempDir private Path directory;

  private static Dataset<Row> rows() {
    return LocalSpark.session()
        .range(500)
        .selectExpr(
            "double(id) label", "100 + id % 7 size", "id * id age", "double(id % 4) colour");
  }

  private Encoding learnt(Dataset<Row> rows, Scaling scaling, String... features) {
    String path = directory.resolve(scaling + "-" + String.join("-", features)).toString();
    rows.write().mode("overwrite").parquet(path);
    Specs specs = Specs.of("parquet", path);
    specs.scaling = scaling;
    specs.features = List.of(features);
    return Loaded.of(specs).encoding();
  }

  @Test
  void denseColumnsAndVectorsAreStandardToTheBit() {
    Dataset<Row> rows =
        new VectorAssembler()
            .setInputCols(new String[] {"age", "colour"})
            .setOutputCol("vector")
            .transform(rows());
    Encoding auto = learnt(rows, Scaling.AUTO, "size", "vector");
    Encoding standard = learnt(rows, Scaling.STANDARD, "size", "vector");
    assertArrayEquals(standard.center(), auto.center());
    assertArrayEquals(standard.scale(), auto.scale());
    assertEquals(3, auto.scaledInputs(0, 3));
  }

  @Test
  void zerosAndOnesOfAnEncoderStayWhatTheyAreBesideNumbersInOneVector() {
    Dataset<Row> encoded =
        new OneHotEncoder()
            .setInputCol("colour")
            .setOutputCol("colours")
            .fit(rows())
            .transform(rows());
    Dataset<Row> rows =
        new VectorAssembler()
            .setInputCols(new String[] {"size", "colours", "age"})
            .setOutputCol("vector")
            .transform(encoded);
    Encoding auto = learnt(rows, Scaling.AUTO, "vector");
    assertFalse(auto.sparse());
    assertArrayEquals(new double[3], Arrays.copyOfRange(auto.center(), 1, 4));
    assertArrayEquals(new double[] {1, 1, 1}, Arrays.copyOfRange(auto.scale(), 1, 4));
    Encoding standard = learnt(rows, Scaling.STANDARD, "vector");
    for (int number : new int[] {0, 4}) {
      assertEquals(standard.center()[number], auto.center()[number]);
      assertEquals(standard.scale()[number], auto.scale()[number]);
    }
  }

  /** Amounts that few rows have, beside counts: neither may drown the other. */
  @Test
  void aSparseInputIsNeverEnlargedAndALargeOneIsMadeSmaller() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int word = 1 + i % 50;
      lines.add(i + " " + word + ":1 60:" + (7 + i % 3) + (i % 20 == 0 ? " 61:90000" : ""));
    }
    Specs specs =
        Specs.of("libsvm", Files.write(directory.resolve("rows"), lines.toArray(String[]::new)));
    specs.options = Map.of("numFeatures", "80");
    specs.scaling = Scaling.AUTO;
    Encoding auto = Loaded.of(specs).encoding();
    specs.scaling = Scaling.STANDARD;
    Encoding standard = Loaded.of(specs).encoding();
    assertTrue(auto.sparse());
    assertEquals(0, auto.scaledInputs(0, 59));
    assertEquals(standard.scale()[59], auto.scale()[59], "every row has it");
    assertEquals(90_000 * Math.sqrt(0.05 * 0.95), auto.scale()[60], 1e-6);
    assertArrayEquals(new double[80], auto.center());
  }

  /** As pandas writes them: forty columns of zeros and ones, and two of numbers. */
  @Test
  void rareColumnsOfATableStayWhatTheyAreAndItsNumbersAreScaled() {
    List<String> columns = new ArrayList<>(List.of("label", "size", "age"));
    for (int i = 0; i < 40; i++) {
      columns.add("if(id % 40 = " + i + ", 1.0D, 0.0D) shop" + i);
    }
    Dataset<Row> rows =
        rows()
            .withColumn("id", functions.col("label").cast("long"))
            .selectExpr(columns.toArray(String[]::new));
    Encoding auto = learnt(rows, Scaling.AUTO);
    assertEquals(2, auto.scaledInputs(0, 2));
    assertEquals(0, auto.scaledInputs(2, 40));
  }

  @ParameterizedTest
  @EnumSource(Scaling.class)
  void withoutAnInterceptNothingIsShifted(Scaling scaling) {
    Random random = new Random(8);
    List<String> lines = new ArrayList<>(List.of("label,x,y"));
    for (int i = 0; i < 300; i++) {
      lines.add(i + "," + (5 + random.nextGaussian()) + "," + (i % 11 == 0 ? "" : -3 * i));
    }
    Specs specs =
        Specs.of("csv", Files.write(directory.resolve("rows.csv"), lines.toArray(String[]::new)));
    specs.scaling = scaling;
    specs.missing = MissingValues.MEAN;
    Encoding with = Loaded.of(specs).encoding();
    specs.intercept = false;
    Encoding without = Loaded.of(specs).encoding();
    assertArrayEquals(new double[2], without.center());
    assertArrayEquals(with.scale(), without.scale());
    assertArrayEquals(with.fill(), without.fill());
    double zero = Loaded.row(Loaded.of(specs).train().get(0).chunks().get(0), 0)[3];
    assertTrue(zero > 0, "x is above 0 in every row, scaled or not");
  }

  @Test
  void theManifestSaysHowManyInputsOfAColumnAreScaled() {
    var json = EncodingJson.write(learnt(rows(), Scaling.AUTO, "size", "age"));
    assertEquals("AUTO", json.get("scaling").asText());
    assertEquals(1, json.at("/columns/1/scaled").asInt());
    Encoding back =
        EncodingJson.read(json, Map.of("center", new double[2], "scale", new double[] {1, 2})::get);
    assertEquals(Scaling.AUTO, back.scaling());
  }
}

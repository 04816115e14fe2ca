package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.HeldOut;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.data.loading.Loaded;
import io.fallline.model.InputColumn;
import io.fallline.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
  private static final StructType MIXED =
      new StructType()
          .add("label", DataTypes.StringType)
          .add("double", DataTypes.DoubleType)
          .add("float", DataTypes.FloatType)
          .add("long", DataTypes.LongType)
          .add("decimal", DataTypes.createDecimalType(10, 2))
          .add("flag", DataTypes.BooleanType)
          .add("city", DataTypes.StringType)
          .add("zip", DataTypes.IntegerType);

  @TempDir Path directory;

  private static Dataset<Row> mixed() {
    Random random = new Random(11);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(
          RowFactory.create(
              i % 3 == 0 ? "yes" : "no",
              random.nextGaussian(),
              random.nextInt(100) / 4f,
              random.nextLong() >> 20,
              java.math.BigDecimal.valueOf(random.nextInt(10_000), 2),
              random.nextBoolean(),
              "city " + random.nextInt(5),
              random.nextInt(9)));
    }
    return LocalSpark.session().createDataFrame(rows, MIXED).repartition(3);
  }

  private Specs specs(String format, Dataset<Row> data) {
    String path = directory.resolve(format).toString();
    data.write().format(format).option("header", "true").save(path);
    Specs specs = Specs.of(format, path);
    specs.labels = LabelKind.BINARY;
    return specs;
  }

  @Test
  void csvParquetOrcAndJsonOfTheSameRowsAreTheSameBits() {
    List<String> bits = new ArrayList<>();
    for (String format : List.of("csv", "parquet", "orc", "json")) {
      Specs specs = specs(format, mixed());
      // json sorts its columns by name, so the inputs' order is given
      specs.features = List.of("double", "float", "long", "decimal", "flag");
      specs.categorical = List.of("city");
      specs.hashed = List.of("zip");
      specs.hashBits = 4;
      specs.test = HeldOut.fraction(0.3);
      bits.add(Loaded.of(specs).bits());
    }
    assertEquals(bits.get(0), bits.get(1));
    assertEquals(bits.get(0), bits.get(2));
    assertEquals(bits.get(0), bits.get(3));
  }

  @Test
  void aCatalogueTableIsReadByName() {
    Specs parquet = specs("parquet", mixed());
    parquet.ignore = List.of("city");
    String expected = Loaded.of(parquet).bits();
    LocalSpark.session().read().parquet(parquet.train.get(0)).createOrReplaceTempView("mixed_rows");
    parquet.format = "table";
    parquet.train = List.of("mixed_rows");
    assertEquals(expected, Loaded.of(parquet).bits());
  }

  @Test
  void aBadRowOfAViewIsReportedWithoutAPlace() {
    String path =
        Files.write(directory.resolve("view.json"), "{\"label\":1,\"x\":2}", "{\"label\":2}");
    LocalSpark.session().read().json(path).createOrReplaceTempView("view_of_rows");
    Failure failure = assertThrows(Failure.class, Specs.of("table", "view_of_rows")::load);
    assertEquals(
        "view_of_rows: column \"x\" is empty, expected a number; set data.missing = \"mean\" or \"zero\"",
        failure.getMessage());
  }

  @Test
  void libsvmVectorsArraysAndIdxOfTheSameRowsAreTheSameBits() throws IOException {
    int rows = 200;
    int size = 12;
    Random random = new Random(5);
    int[][] pixels = new int[rows][size];
    int[] labels = new int[rows];
    List<String> lines = new ArrayList<>();
    List<Row> vectors = new ArrayList<>();
    List<Row> arrays = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      labels[i] = random.nextInt(3);
      StringBuilder line = new StringBuilder(Integer.toString(labels[i]));
      double[] values = new double[size];
      for (int j = 0; j < size; j++) {
        pixels[i][j] = random.nextInt(3) == 0 ? random.nextInt(256) : 0;
        values[j] = pixels[i][j];
        line.append(pixels[i][j] == 0 ? "" : " " + (j + 1) + ":" + pixels[i][j]);
      }
      lines.add(line.toString());
      vectors.add(
          RowFactory.create(
              (double) labels[i],
              i % 2 == 0 ? Vectors.dense(values) : Vectors.dense(values).toSparse()));
      arrays.add(RowFactory.create(labels[i], values));
    }
    Specs libsvm =
        Specs.of(
            "libsvm",
            Files.write(directory.resolve("a.libsvm"), lines.subList(0, 77).toArray(String[]::new)),
            Files.write(
                directory.resolve("b.libsvm"), lines.subList(77, rows).toArray(String[]::new)));
    libsvm.labels = LabelKind.CLASS;
    libsvm.validation = HeldOut.fraction(0.2);
    String expected = Loaded.of(libsvm).bits();
    assertTrue(expected.length() > 1000);

    StructType vector =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    assertEquals(
        expected,
        Loaded.of(
                as(libsvm, specs("parquet", LocalSpark.session().createDataFrame(vectors, vector))))
            .bits());
    StructType array =
        new StructType()
            .add("label", DataTypes.IntegerType)
            .add("features", DataTypes.createArrayType(DataTypes.DoubleType));
    assertEquals(
        expected,
        Loaded.of(as(libsvm, specs("json", LocalSpark.session().createDataFrame(arrays, array))))
            .bits());
    for (boolean gzip : new boolean[] {false, true}) {
      String images = idx("images" + gzip, new int[] {rows, 3, 4}, flat(pixels), gzip);
      String digits = idx("labels" + gzip, new int[] {rows}, labels, gzip);
      assertEquals(
          expected,
          Loaded.of(as(libsvm, Specs.of("idx", images + "," + digits))).bits(),
          "gzip " + gzip);
    }
  }

  private static Specs as(Specs roles, Specs source) {
    source.labels = roles.labels;
    source.validation = roles.validation;
    return source;
  }

  @Test
  void brokenIdxFilesAreRefused() throws IOException {
    String labels = idx("labels", new int[] {4}, new int[] {0, 1, 0, 1}, false);
    String images = idx("images", new int[] {4, 2}, new int[8], false);
    Path broken = directory.resolve("broken");
    java.nio.file.Files.write(broken, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    assertRefused("begins with 0x01020304, which no idx file does", broken + "," + labels);
    byte[] whole = java.nio.file.Files.readAllBytes(Path.of(images));
    java.nio.file.Files.write(broken, Arrays.copyOf(whole, whole.length - 1));
    assertRefused(
        broken + ": has " + (whole.length - 1) + " bytes, but its header says " + whole.length,
        broken + "," + labels);
    assertRefused(
        images + " has 4 rows, but ", images + "," + idx("more", new int[] {5}, new int[5], false));
    assertRefused(images + ": has 2 values a row, expected labels: one", images + "," + images);
    assertRefused("format idx takes \"images-file,labels-file\"", images);
    try (GZIPOutputStream out = new GZIPOutputStream(java.nio.file.Files.newOutputStream(broken))) {
      out.write(whole, 0, whole.length - 1);
    }
    assertRefused(broken + ": is shorter than its header says", broken + "," + labels);
  }

  private static void assertRefused(String expected, String pair) {
    Specs specs = Specs.of("idx", pair);
    specs.labels = LabelKind.BINARY;
    Failure failure = assertThrows(Failure.class, specs::load);
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertTrue(failure.getMessage().contains(expected), failure.getMessage());
  }

  @Test
  void partitionColumnsAreNoFeatures() {
    Dataset<Row> data = mixed().drop("city");
    String path = directory.resolve("partitioned").toString();
    data.write().partitionBy("zip").parquet(path);
    Specs specs = Specs.of("parquet", path);
    specs.labels = LabelKind.BINARY;
    assertEquals(
        List.of("double", "float", "long", "decimal", "flag"),
        Loaded.of(specs).encoding().columns().stream().map(InputColumn::column).toList());
  }

  @Test
  void optionsReachSparksReader() {
    String path = Files.write(directory.resolve("data.csv"), "1;2", "3;5");
    Specs specs = Specs.of("csv", path);
    specs.options = Map.of("header", "false", "sep", ";");
    specs.label = "_c0";
    assertEquals(2, Loaded.rows(Loaded.of(specs).train()).size());
  }

  private String idx(String name, int[] dimensions, int[] values, boolean gzip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x0800 | dimensions.length);
    for (int dimension : dimensions) {
      out.writeInt(dimension);
    }
    for (int value : values) {
      out.writeByte(value);
    }
    Path file = directory.resolve(name);
    if (gzip) {
      try (GZIPOutputStream zipped =
          new GZIPOutputStream(java.nio.file.Files.newOutputStream(file))) {
        bytes.writeTo(zipped);
      }
    } else {
      java.nio.file.Files.write(file, bytes.toByteArray());
    }
    return file.toString();
  }

  private static int[] flat(int[][] values) {
    return Arrays.stream(values).flatMapToInt(Arrays::stream).toArray();
  }
}

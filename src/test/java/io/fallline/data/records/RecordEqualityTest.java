package io.fallline.data.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.core.loss.LabelKind;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.ColumnRoles.Feature;
import io.fallline.data.sources.FrameTable;
import io.fallline.data.sources.RowCells;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.SourceTable;
import io.fallline.data.sources.SourceTables;
import io.fallline.model.InputColumn.InputKind;
import io.fallline.testing.LocalSpark;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever way a table is read, its records are those of Spark's parsed rows. */
class RecordEqualityTest {
  private static final int ROWS = 400;

  /** A type that a column may have, seeded values of it, and what it can be used as. */
  private record Column(DataType type, Function<Random, Object> value, InputKind... kinds) {}

  private static final Map<String, Column> COLUMNS = columns();

  private static Map<String, Column> columns() {
    Map<String, Column> all = new LinkedHashMap<>();
    InputKind[] both = {InputKind.NUMBER, InputKind.CATEGORICAL, InputKind.HASHED};
    InputKind[] texts = {InputKind.CATEGORICAL, InputKind.HASHED};
    all.put("double", new Column(DataTypes.DoubleType, RecordEqualityTest::number, both));
    all.put(
        "float",
        new Column(DataTypes.FloatType, random -> (float) Math.min(1e38, number(random)), both));
    all.put(
        "long",
        new Column(DataTypes.LongType, random -> random.nextLong() >> random.nextInt(64), both));
    all.put(
        "int",
        new Column(DataTypes.IntegerType, random -> random.nextInt() >> random.nextInt(32), both));
    all.put("short", new Column(DataTypes.ShortType, random -> (short) random.nextInt(), both));
    all.put("byte", new Column(DataTypes.ByteType, random -> (byte) random.nextInt(), both));
    all.put("boolean", new Column(DataTypes.BooleanType, Random::nextBoolean, both));
    all.put(
        "decimal",
        new Column(
            DataTypes.createDecimalType(12, 3),
            random -> BigDecimal.valueOf(random.nextInt(), 3),
            both));
    all.put(
        "wide decimal",
        new Column(
            DataTypes.createDecimalType(38, 10),
            random -> new BigDecimal(new BigInteger(90, random), 10),
            both));
    all.put("string", new Column(DataTypes.StringType, RecordEqualityTest::text, texts));
    all.put("date", new Column(DataTypes.DateType, random -> new Date(day(random)), texts));
    all.put(
        "timestamp",
        new Column(DataTypes.TimestampType, random -> new Timestamp(day(random)), texts));
    all.put(
        "doubles",
        new Column(
            DataTypes.createArrayType(DataTypes.DoubleType),
            random -> List.of(number(random), 0.0, number(random)),
            InputKind.VECTOR));
    all.put(
        "floats",
        new Column(
            DataTypes.createArrayType(DataTypes.FloatType),
            random -> List.of(random.nextFloat(), 0f),
            InputKind.VECTOR));
    all.put(
        "ints",
        new Column(
            DataTypes.createArrayType(DataTypes.IntegerType),
            random -> List.of(random.nextInt(3), random.nextInt()),
            InputKind.VECTOR));
    all.put(
        "dense",
        new Column(
            SQLDataTypes.VectorType(),
            random -> Vectors.dense(number(random), new double[] {random.nextInt(2), -0.0}),
            InputKind.VECTOR));
    all.put(
        "sparse",
        new Column(
            SQLDataTypes.VectorType(),
            random -> Vectors.sparse(9, new int[] {2, 7}, new double[] {number(random), 0}),
            InputKind.VECTOR));
    return all;
  }

  @TempDir Path directory;

  private static Double number(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 0.0;
      case 1 -> -0.0;
      case 2 -> (double) (random.nextInt(400) - 200);
      case 3 -> (double) random.nextInt();
      case 4 -> (double) random.nextFloat();
      case 5 -> random.nextInt(9) * 1e140;
      case 6 -> Double.MIN_VALUE * random.nextInt(5);
      default -> random.nextGaussian();
    };
  }

  private static String text(Random random) {
    String[] texts = {
      "", "a", "ünï😀", "1.50", "x".repeat(1 + random.nextInt(300)), "\u0000", "NaN"
    };
    return texts[random.nextInt(texts.length)];
  }

  private static long day(Random random) {
    return (random.nextInt(40_000) - 10_000) * 86_400_000L;
  }

  private static Dataset<Row> frame(long seed) {
    Random random = new Random(seed);
    StructType schema = new StructType().add("label", DataTypes.DoubleType);
    List<Function<Random, Object>> values = new ArrayList<>();
    for (Map.Entry<String, Column> column : COLUMNS.entrySet()) {
      for (InputKind kind : column.getValue().kinds()) {
        schema = schema.add(column.getKey() + " as " + kind, column.getValue().type());
        boolean vector = kind == InputKind.VECTOR;
        Function<Random, Object> value = column.getValue().value();
        values.add(from -> !vector && from.nextInt(10) == 0 ? null : value.apply(from));
      }
    }
    schema = schema.add("not asked for", DataTypes.StringType);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      List<Object> cells = new ArrayList<>();
      cells.add((double) random.nextInt(3));
      values.forEach(value -> cells.add(value.apply(random)));
      cells.add("");
      rows.add(RowFactory.create(cells.toArray()));
    }
    return LocalSpark.session().createDataFrame(rows, schema).repartition(3);
  }

  /** Orc does not know vectors. */
  private static boolean isLost(SourceTable table, Column column) {
    return column.type().equals(SQLDataTypes.VectorType())
        && Arrays.stream(table.schema().fields())
            .noneMatch(field -> field.dataType().equals(column.type()));
  }

  private static RowPlan plan(SourceTable table) {
    List<Feature> features = new ArrayList<>();
    COLUMNS.forEach(
        (name, column) -> {
          for (InputKind kind : column.kinds()) {
            if (isLost(table, column)) {
              continue;
            }
            features.add(new Feature(name + " as " + kind, kind));
          }
        });
    ColumnRoles roles =
        new ColumnRoles("label", null, null, null, features, LabelKind.CLASS, MissingValues.MEAN);
    return RowPlan.of(table, roles, true);
  }

  private static List<String> records(JavaRDD<RowCells> cells, RowPlan plan) {
    List<String> records =
        new ArrayList<>(
            cells
                .mapPartitions(
                    rows -> {
                      RowReader reader = new RowReader(plan);
                      List<String> found = new ArrayList<>();
                      rows.forEachRemaining(
                          row -> found.add(HexFormat.of().formatHex(reader.append(row).copy())));
                      return found.iterator();
                    })
                .collect());
    records.sort(null);
    return records;
  }

  private static void requireEqual(SourceTable table) {
    RowPlan plan = plan(table);
    List<String> expected = records(table.rows().map(RowCells::of), plan);
    assertEquals(ROWS, expected.size());
    assertEquals(expected, records(table.cells(plan), plan));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void recordsOfAFrameAreThoseOfItsRows(long seed) {
    requireEqual(new FrameTable("frame", frame(seed)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc"})
  void recordsOfColumnsInBatchesAreThoseOfRows(String format) {
    String path = directory.resolve("table").toString();
    frame(4).coalesce(1).write().format(format).save(path); // several batches' worth in a file
    Dataset<Row> read = LocalSpark.session().read().format(format).load(path);
    assertEquals(
        "ColumnarToRow", read.queryExecution().executedPlan().children().head().nodeName());
    requireEqual(
        new SourceTables(LocalSpark.session(), format, Map.of())
            .open(List.of(path), List.of(path), 0));
  }
}

package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedRowsTest {
  @TempDir Path directory;

  private Dataset<Row> table(String format, int columns, SparkSession in) {
    String path = directory.resolve("table").toString();
    Column[] all =
        IntStream.range(0, columns)
            .mapToObj(i -> functions.col("id").plus(i).cast("double").as("c" + i))
            .toArray(Column[]::new);
    LocalSpark.session().range(0, 100, 1, 2).select(all).write().format(format).save(path);
    return in.read().format(format).load(path);
  }

  @ParameterizedTest
  @CsvSource({"parquet,10", "parquet,100", "parquet,101", "parquet,500", "orc,10", "orc,101"})
  void filesOfColumnsAreReadInBatchesHoweverWide(String format, int columns) {
    SparkSession session = BatchSession.of(LocalSpark.session(), columns);
    Dataset<Row> data = table(format, columns, session);
    assertTrue(TypedRows.areInBatches(data));
    BitSet some = new BitSet();
    some.set(1);
    some.set(columns - 1);
    List<Double> sums =
        TypedRows.cells(data, some).map(row -> row.number(1) + row.number(columns - 1)).collect();
    assertEquals(100, sums.size());
    double expected = 2.0 * 99 * 100 / 2 + 100.0 * columns;
    assertEquals(expected, sums.stream().mapToDouble(Double::doubleValue).sum());
  }

  @Test
  void aSessionThatGivesBatchesIsNotCopiedAndNoOtherIsChanged() {
    SparkSession session = LocalSpark.session();
    assertEquals(session, BatchSession.of(session, 100));
    assertFalse(session == BatchSession.of(session, 101));
    assertEquals("100", session.conf().get("spark.sql.codegen.maxFields"));
  }

  @Test
  void aCachedFrameIsReadInBatchesAndOneThatIsComputedByRows() {
    Dataset<Row> computed = LocalSpark.session().range(100).withColumn("x", functions.rand(1));
    assertFalse(TypedRows.areInBatches(computed));
    Dataset<Row> cached = LocalSpark.session().range(100).toDF().cache();
    try {
      assertTrue(TypedRows.areInBatches(cached));
    } finally {
      cached.unpersist();
    }
  }
}

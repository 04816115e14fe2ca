package io.fallline.data.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.DataSection.ShardStorageLevel;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.ShardSizes;
import io.fallline.data.Specs;
import io.fallline.data.loading.ShardPacker.ShardPartitions;
import io.fallline.model.Encoding;
import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.RDDInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardPartitionsTest {
  private static final int COLUMNS = 100;
  private static final long ROWS = 20_000;

  @TempDir private Path directory;

  @Test
  void fewRowsTakeAsManyTasksAsThereAreCoresAndManyMore() {
    Encoding encoding = encoding();
    assertEquals(1, ShardPartitions.of(ShardSizes.auto(1), encoding, 4));
    assertEquals(4, ShardPartitions.of(ShardSizes.auto(1_500), encoding, 3));
    assertEquals(16, ShardPartitions.of(ShardSizes.auto(200_000), encoding, 2));
    assertEquals(128, ShardPartitions.of(ShardSizes.auto(10_000_000), encoding, 2));
  }

  @Test
  void packedRowsTakeLittleMoreMemoryThanTheirValues() {
    Specs specs = Specs.of("parquet", data());
    specs.storage = ShardStorageLevel.MEMORY;
    try (TrainingData data = specs.load()) {
      int rdd = data.shards(DataSplit.TRAIN).id();
      RDDInfo[] kept = LocalSpark.session().sparkContext().getRDDStorageInfo();
      long bytes =
          Arrays.stream(kept).filter(info -> info.id() == rdd).findFirst().orElseThrow().memSize();
      double perValue = bytes / (double) (ROWS * COLUMNS);
      assertTrue(perValue <= 1.1 * Float.BYTES, () -> perValue + " bytes a value");
    }
  }

  private Encoding encoding() {
    Specs specs = Specs.of("parquet", data());
    try (TrainingData data = specs.load()) {
      return data.encoding();
    }
  }

  private String data() {
    Column[] columns = new Column[COLUMNS + 1];
    for (int i = 0; i < COLUMNS; i++) {
      columns[i] = functions.randn(i).as("x" + i);
    }
    columns[COLUMNS] = functions.randn(COLUMNS).as("label");
    String path = directory.resolve("rows").toString();
    LocalSpark.session().range(ROWS).select(columns).write().mode("overwrite").parquet(path);
    return path;
  }
}

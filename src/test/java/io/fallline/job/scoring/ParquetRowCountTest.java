package io.fallline.job.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetRowCountTest {
  private static final long ROWS = 1_001;

  @TempDir private Path directory;
  private final SparkSession session = LocalSpark.session();

  /** As predict does, with a file for each partition and Spark's own files beside them. */
  private Path written(int files) {
    Path table = directory.resolve("predictions");
    session.range(0, ROWS, 1, files).write().parquet(table.toString());
    return table;
  }

  private long count(Path table) {
    return ParquetRowCount.of(
        new org.apache.hadoop.fs.Path(table.toString()),
        JavaSparkContext.fromSparkContext(session.sparkContext()));
  }

  /** By the driver up to 32 files, by a job of one task beyond, and of several. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 32, 33, 100})
  void rowsOfAllFilesAreCounted(int files) {
    assertEquals(ROWS, count(written(files)));
  }

  @Test
  void aDirectoryWithoutParquetFilesHasNoRows() throws IOException {
    Files.writeString(directory.resolve("_SUCCESS"), "");
    Files.writeString(directory.resolve("notes.txt"), "no rows");
    assertEquals(0, count(directory));
  }

  @Test
  void directoriesWithinAreNotItsFiles() throws IOException {
    Path table = written(2);
    session.range(5).write().parquet(table.resolve("more.parquet").toString());
    assertEquals(ROWS, count(table));
  }

  @Test
  void aFileThatIsNoParquetIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("broken.parquet"), "not one, but long enough");
    RuntimeException failed = assertThrows(RuntimeException.class, () -> count(directory));
    assertTrue(failed.getMessage().contains(file.toString()), failed.getMessage());
  }

  @Test
  void aDirectoryThatIsNotThereIsNamed() {
    Path none = directory.resolve("none");
    UncheckedIOException failed = assertThrows(UncheckedIOException.class, () -> count(none));
    assertTrue(failed.getMessage().startsWith(none + ": "), failed.getMessage());
  }
}

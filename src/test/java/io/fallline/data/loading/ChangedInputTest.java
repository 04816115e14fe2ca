package io.fallline.data.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.DataSection.RowOrder;
import io.fallline.core.failure.Failure;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spark packs lost shards again; the files may be others by then. */
class ChangedInputTest {
  private static final String HEADER = "label,x,y";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() {
    file = directory.resolve("rows.csv");
    Files.write(file, HEADER, "0,1,2", "1,4,3", "0,2,1", "1,5,5");
  }

  @ParameterizedTest
  @EnumSource(RowOrder.class)
  void shardsThatAreLostArePackedAnewToTheSameBits(RowOrder order) {
    try (TrainingData data = load(order)) {
      String before = Loaded.of(data).bits();
      lose(data);
      assertEquals(before, data.run(() -> Loaded.of(data).bits()));
    }
  }

  @ParameterizedTest
  @EnumSource(RowOrder.class)
  void rowsOfOtherValuesAreNoticed(RowOrder order) {
    assertNoticed(order, () -> Files.write(file, HEADER, "0,1,2", "1,4,3", "0,2,1.5", "1,5,5"));
  }

  @ParameterizedTest
  @EnumSource(RowOrder.class)
  void missingRowsAreNoticed(RowOrder order) {
    assertNoticed(order, () -> Files.write(file, HEADER, "0,1,2"));
  }

  @ParameterizedTest
  @EnumSource(RowOrder.class)
  void furtherRowsAreNoticed(RowOrder order) {
    assertNoticed(
        order,
        () -> Files.write(file, HEADER, "1,7,7", "0,1,2", "1,4,3", "0,2,1", "1,5,5", "1,6,6"));
  }

  @ParameterizedTest
  @EnumSource(RowOrder.class)
  void rowsThatCannotBeUsedAreNoticed(RowOrder order) {
    assertNoticed(order, () -> Files.write(file, HEADER, "0,1,2", "1,4,3", "0,2,oops", "1,5,5"));
  }

  @ParameterizedTest
  @EnumSource(RowOrder.class)
  void aRemovedFileIsNoticed(RowOrder order) {
    String message = assertNoticed(order, () -> java.nio.file.Files.delete(file));
    assertTrue(message.contains("it is no longer there"), message);
  }

  @Test
  void aChangeThatLeavesLengthAndTimeAsTheyWereIsNoticedByTheRows() throws IOException {
    FileTime time = java.nio.file.Files.getLastModifiedTime(file);
    try (TrainingData data = load(RowOrder.SOURCE)) {
      Files.write(file, HEADER, "0,1,2", "1,4,3", "0,2,9", "1,5,5");
      java.nio.file.Files.setLastModifiedTime(file, time);
      lose(data);
      Failure failure = assertThrows(Failure.class, () -> data.run(() -> shards(data)));
      assertEquals(Failure.Kind.DATA, failure.kind());
      assertEquals(
          file
              + ": the rows changed during the run; expected data that nobody writes to while they"
              + " are trained on",
          failure.getMessage());
    }
  }

  @Test
  void whatFailsForAnotherReasonIsNotBlamedOnTheFiles() throws IOException {
    try (TrainingData data = load(RowOrder.CANONICAL)) {
      java.nio.file.Files.delete(file);
      IllegalStateException failed = new IllegalStateException("something else");
      assertEquals(
          failed,
          assertThrows(
              IllegalStateException.class,
              () ->
                  data.run(
                      () -> {
                        throw failed;
                      })));
    }
  }

  private interface Change {
    void happen() throws IOException;
  }

  private String assertNoticed(RowOrder order, Change change) {
    try (TrainingData data = load(order)) {
      change.happen();
      lose(data);
      Failure failure = assertThrows(Failure.class, () -> data.run(() -> shards(data)));
      assertEquals(Failure.Kind.DATA, failure.kind());
      String message = failure.getMessage();
      assertTrue(message.startsWith(file + " changed during the run: it "), message);
      return message;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private TrainingData load(RowOrder order) {
    Specs specs = Specs.of("csv", file.toString());
    specs.order = order;
    specs.shards = 2;
    return specs.load();
  }

  private static List<Shard> shards(TrainingData data) {
    return data.shards(DataSplit.TRAIN).collect();
  }

  /** All that Spark keeps: packed shards, and the sorted rows that they were packed from. */
  private static void lose(TrainingData data) {
    for (DataSplit split : DataSplit.values()) {
      data.shards(split).unpersist(true);
    }
    MapOutputTrackerMaster tracker = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
    scala.collection.Iterator<Object> shuffles = tracker.shuffleStatuses().keysIterator();
    while (shuffles.hasNext()) {
      tracker.unregisterAllMapAndMergeOutput((Integer) shuffles.next());
    }
    LocalSpark.session().catalog().clearCache();
  }
}

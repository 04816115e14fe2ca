package io.fallline.core.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.store.FullDisk;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiskTroubleTest {
  private static final String FULL = "No space left on device";

  static Stream<Throwable> fullDisks() {
    IOException told = new IOException(FULL);
    return Stream.of(
        told,
        FullDisk.error(),
        new UncheckedIOException("/tmp/x: shards cannot be kept", told),
        new FileNotFoundException("/tmp/x (" + FULL + ")"),
        new SparkException("Job aborted due to stage failure: Task 0", told),
        new SparkException("Job aborted due to stage failure: Task 0", FullDisk.error()),
        new SparkException("Job aborted: java.io.IOException: " + FULL + "\n\tat java.base"),
        new OutOfMemoryError("error while calling spill() on sorter : " + FULL),
        new IllegalStateException(new RuntimeException(FullDisk.error())));
  }

  @ParameterizedTest
  @MethodSource("fullDisks")
  void aFullDiskIsFoundInWhateverIsWrappedAroundIt(Throwable failed) {
    assertEquals(Optional.of(FULL), DiskTrouble.in(failed));
  }

  static Stream<Throwable> others() {
    RuntimeException circle = new RuntimeException("one");
    circle.initCause(new RuntimeException("two", circle));
    return Stream.of(
        new IOException("Connection reset"),
        new FileNotFoundException("/tmp/x (No such file or directory)"),
        new OutOfMemoryError("Java heap space"),
        new IllegalStateException("row 3: found \"" + FULL + "\", expected a number"),
        new SparkException("Job aborted", new IllegalStateException("found " + FULL)),
        new SparkException(FULL, new Failure(Failure.Kind.DATA, "has its line", null)),
        circle);
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatIsNoDisksFaultIsNotTakenForOne(Throwable failed) {
    assertEquals(Optional.empty(), DiskTrouble.in(failed));
  }

  @Test
  void workThatADiskPreventsFailsWithTheLineGiven() {
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                DiskTrouble.during(
                    () -> {
                      throw FullDisk.error();
                    },
                    said -> "there: " + said));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertEquals("there: " + FULL, failure.getMessage());
  }

  @Test
  void whateverElsePreventsWorkIsThrownAsItIs() {
    StackOverflowError other = new StackOverflowError();
    assertSame(
        other,
        assertThrows(
            StackOverflowError.class,
            () ->
                DiskTrouble.during(
                    () -> {
                      throw other;
                    },
                    said -> said)));
  }
}

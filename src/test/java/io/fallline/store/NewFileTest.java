package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
  private static final int WRITERS = 4;

  @TempDir private Path directory;

  @Test
  void ofManyWritersOfOneNameOneWinsAndNothingIsLeftBeside() throws Exception {
    Path target = directory.resolve("deep/model.onnx");
    assertEquals(1, winners(target.toString(), new Configuration()));
    assertEquals(1000, Files.readAllBytes(target).length);
    try (Stream<Path> beside = Files.list(target.getParent())) {
      assertEquals(List.of(target), beside.toList());
    }
  }

  /** How many of several writers that start at once have written the file. */
  static int winners(String target, Configuration configuration) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Boolean>> wins = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        wins.add(
            writers.submit(
                () -> {
                  start.await();
                  return wrote(target, configuration);
                }));
      }
      start.countDown();
      int winners = 0;
      for (Future<Boolean> win : wins) {
        winners += win.get() ? 1 : 0;
      }
      return winners;
    } finally {
      writers.shutdownNow();
    }
  }

  private static boolean wrote(String target, Configuration configuration) {
    try {
      NewFile.write(new org.apache.hadoop.fs.Path(target), configuration, new byte[1000]);
      return true;
    } catch (Failure failure) {
      assertEquals(Failure.Kind.FILES, failure.kind());
      assertEquals(target + ": exists already; it was left as it is", failure.getMessage());
      return false;
    }
  }

  @Test
  void aFileInTheWayOfItsDirectoryIsToldAndLeftAlone() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(file + "/model.onnx");
    Failure failure =
        assertThrows(Failure.class, () -> NewFile.write(target, new Configuration(), new byte[1]));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertEquals("mine", Files.readString(file));
  }
}

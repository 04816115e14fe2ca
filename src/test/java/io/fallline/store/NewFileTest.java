package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.store.FileFaults.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class NewFileTest {
  private static final int WRITERS = 4;
  private static final int ROUNDS = 50;

  @TempDir private java.nio.file.Path directory;
  @Parameter private Where where;

  @Test
  void ofManyWritersOfOneNameOneWinsAndNothingIsLeftBeside() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Path target = new Path(where.in(directory), "deep-" + round + "/model.onnx");
      assertEquals(1, winners(target.toString(), where.configuration()));
      assertEquals(1000, where.read(target).length());
      assertEquals(Set.of("model.onnx"), where.names(target.getParent()));
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
      NewFile.write(new Path(target), configuration, new byte[1000]);
      return true;
    } catch (Failure failure) {
      assertEquals(Failure.Kind.FILES, failure.kind());
      assertEquals(target + ": exists already; it was left as it is", failure.getMessage());
      return false;
    }
  }

  @Test
  void whoComesSecondLearnsItAndLeavesNothing() throws IOException {
    Path target = new Path(where.in(directory), "a/b.json");
    assertTrue(NewFile.took(target, where.configuration(), bytes("first")));
    assertFalse(NewFile.took(target, where.configuration(), bytes("second")));
    assertEquals("first", where.read(target));
    assertEquals(Set.of("b.json"), where.names(target.getParent()));
    assertFalse(NewFile.took(target.getParent(), where.configuration(), bytes("a directory's")));
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "REPLY_LOST"})
  void whateverCallFailsThereIsNothingOrTheWholeAndNoLitter(Fault answer) throws IOException {
    boolean reached = true;
    int call = 0;
    for (; reached; call++) {
      Path target = new Path(where.withFaults(directory), "call-" + call + "/model.onnx");
      FileFaults.at(call, answer);
      boolean took = false;
      try {
        took = NewFile.took(target, where.configuration(), bytes("mine"));
      } catch (Failure failure) {
        assertEquals(Failure.Kind.FILES, failure.kind());
      }
      reached = FileFaults.reached();
      FileFaults.none();
      assertEquals(
          took ? Set.of("model.onnx") : Set.of(), where.names(target.getParent()), "call " + call);
      if (took) {
        assertEquals("mine", where.read(target));
      }
    }
    assertTrue(call > 3, "only " + call + " calls were tried");
  }

  @Test
  void aFileInTheWayOfItsDirectoryIsToldAndLeftAlone() throws IOException {
    Path file = new Path(where.in(directory), "file");
    where.write(file, "mine");
    Path target = new Path(file, "model.onnx");
    Failure failure =
        assertThrows(
            Failure.class, () -> NewFile.write(target, where.configuration(), new byte[1]));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertEquals("mine", where.read(file));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

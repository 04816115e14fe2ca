package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ClaimedDirectoryTest {
  private static final int WRITERS = 4;
  private static final int ROUNDS = 20;

  @TempDir private java.nio.file.Path directory;
  @Parameter private Where where;

  @AfterEach
  void calm() {
    FileFaults.none();
    FileFaults.observe(() -> {});
  }

  @Test
  void ofManyWhoWouldHaveADirectoryOneGetsItAndTheOthersAreToldOfIt() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Path target = new Path(where.in(directory), "predictions-" + round);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> gots = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          String part = "part-" + writer;
          gots.add(
              writers.submit(
                  () -> {
                    start.await();
                    return wrote(target, part);
                  }));
        }
        start.countDown();
        int wrote = 0;
        for (Future<Boolean> got : gots) {
          wrote += got.get() ? 1 : 0;
        }
        assertEquals(1, wrote);
        assertEquals(1, where.names(target).size(), where.names(target).toString());
      }
    } finally {
      writers.shutdownNow();
    }
  }

  private boolean wrote(Path target, String part) throws Exception {
    ClaimedDirectory claimed;
    try {
      claimed = ClaimedDirectory.take(target, where.configuration());
    } catch (Failure told) {
      assertEquals(Failure.Kind.FILES, told.kind());
      assertTrue(
          told.getMessage().startsWith(target + ": exists already (a file _writing in it "),
          told.getMessage());
      return false;
    }
    where.write(new Path(target, part), "rows");
    claimed.done();
    return true;
  }

  @Test
  void whoLooksTooEarlyAndClaimsTooLateLeavesWhatIsThere() throws Exception {
    Path target = new Path(where.in(directory), "predictions");
    AtomicBoolean written = new AtomicBoolean();
    FileFaults.observe(
        () -> {
          if (!written.getAndSet(true)) {
            writeAPart(target);
          }
        });
    FileFaults.none();
    Path seen = new Path(where.withFaults(directory), "predictions");
    Failure told =
        assertThrows(Failure.class, () -> ClaimedDirectory.take(seen, where.configuration()));
    assertEquals(Failure.Kind.FILES, told.kind());
    assertTrue(written.get());
    assertEquals(Set.of("part-0"), where.names(target));
  }

  @Test
  void aClaimThatAnotherIsWritingBesideItIsNoData() throws Exception {
    Path target = new Path(where.in(directory), "predictions");
    Path seen = new Path(where.withFaults(directory), "predictions");
    String aside = TemporaryName.of("_writing");
    AtomicBoolean written = new AtomicBoolean();
    FileFaults.observe(
        () -> {
          if (!written.getAndSet(true)) {
            write(new Path(seen, aside));
          }
        });
    FileFaults.none();
    ClaimedDirectory.take(seen, where.configuration());
    assertTrue(written.get());
    assertEquals(Set.of("_writing", aside), where.names(target));
  }

  private void writeAPart(Path target) {
    write(new Path(target, "part-0"));
  }

  private void write(Path file) {
    try {
      where.write(file, "rows");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

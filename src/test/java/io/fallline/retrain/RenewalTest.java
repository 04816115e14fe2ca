package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.RegisteredModel;
import io.fallline.store.FailingFileSystem;
import io.fallline.store.FileFaults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RenewalTest {
  @TempDir private Path directory;

  @AfterEach
  void calm() {
    FileFaults.none();
    FileFaults.observe(() -> {});
  }

  @Test
  void givingTheLeaseBackWaitsForARenewalThatHasBegunAndDoesNotInterruptIt() throws Exception {
    Configuration hadoop = new Configuration();
    FailingFileSystem.configure(hadoop);
    RegisteredModel model =
        new ModelRegistry(new org.apache.hadoop.fs.Path("failing://" + directory), hadoop)
            .model("iris");
    Thread holder = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    try (HeldLease lease = HeldLease.take(model, "holder", Duration.ofSeconds(3))) {
      FileFaults.observe(
          () -> {
            if (begun.getCount() > 0) {
              begun.countDown();
              while (holder.getState() != Thread.State.BLOCKED) {
                LockSupport.parkNanos(1_000_000);
              }
              interrupted.set(Thread.currentThread().isInterrupted());
            }
          });
      FileFaults.none();
      begun.await();
    }
    assertFalse(interrupted.get());
    assertEquals(
        List.of("leased", "renewed", "released"),
        model.log().all().stream().map(LogEntry::event).toList());
  }
}

package io.fallline.retrain;

import io.fallline.model.Fingerprint;
import io.fallline.model.ModelContent;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.VersionLog;
import io.fallline.store.ModelDirectory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/**
 * Reads the champion again and again, as those do who score with it, and remembers the first time
 * that it was not there, not whole, or not one of those it may be.
 */
final class ChampionReader implements AutoCloseable {
  /** So that those who are read have a processor, too. */
  private static final long PAUSE_NANOS = 1_000_000;

  private final IntSupplier reading;
  private final IntPredicate expected;
  private final AtomicReference<Throwable> problem = new AtomicReference<>();
  private final AtomicLong readings = new AtomicLong();
  private final Thread thread = new Thread(this::readOn, "reader");
  private volatile boolean over;

  private ChampionReader(IntSupplier reading, IntPredicate expected) {
    this.reading = reading;
    this.expected = expected;
  }

  /**
   * Reading in a thread of its own from now on; on this machine without Hadoop, as the scorer does.
   */
  static ChampionReader begin(RegistryAt registry, IntPredicate expected) {
    ChampionReader reader =
        new ChampionReader(
            registry.disk().map(disk -> local(disk, registry.name())).orElseGet(() -> of(registry)),
            expected);
    reader.thread.start();
    return reader;
  }

  private static IntSupplier of(RegistryAt registry) {
    RegisteredModel model = registry.model();
    return () ->
        model
            .log()
            .read(
                0,
                version -> {
                  ModelContent read = ModelDirectory.read(model.path(version), registry.hadoop());
                  String sha256 = Fingerprint.parametersSha256(read.parameters());
                  if (!sha256.equals(version.parametersSha256())) {
                    throw new AssertionError(version + " has the parameters " + sha256);
                  }
                  return version.number();
                });
  }

  private static IntSupplier local(Path registry, String model) {
    return () ->
        VersionLog.champion(
            registry,
            model,
            directory -> {
              ModelContent.read(directory);
              return Integer.parseInt(directory.getFileName().toString().split("-")[0]);
            });
  }

  /** A champion is followed by none of a smaller number. */
  static IntPredicate rising() {
    int[] last = {0};
    return number -> {
      boolean rises = number >= last[0];
      last[0] = number;
      return rises;
    };
  }

  private void readOn() {
    while (!over && problem.get() == null) {
      readOnce();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Reads once more, in the calling thread. */
  void readOnce() {
    try {
      int number = reading.getAsInt();
      readings.incrementAndGet();
      if (!expected.test(number)) {
        throw new AssertionError("the champion is version " + number);
      }
    } catch (RuntimeException | Error unexpected) {
      problem.compareAndSet(null, unexpected);
    }
  }

  long readings() {
    return readings.get();
  }

  /**
   * Ends it.
   *
   * @throws AssertionError if a reader has met what it must not
   */
  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join();
    if (problem.get() != null) {
      throw new AssertionError("a reader met " + problem.get(), problem.get());
    }
  }
}

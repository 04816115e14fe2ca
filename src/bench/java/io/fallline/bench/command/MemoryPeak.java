package io.fallline.bench.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The most memory that a control group has had which Linux cannot take back: what its processes
 * have written to. Pages of files do not count, as they fill a group up to its limit, and make room
 * for what is needed. Linux itself keeps the peak of all only, so that this looks once a second.
 */
final class MemoryPeak implements AutoCloseable {
  private final Path statistics;
  private final List<String> counted;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "memory of a group");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> looking;
  private long most;

  /**
   * @param statistics a memory.stat
   * @param counted its lines that are summed
   */
  MemoryPeak(Path statistics, List<String> counted) throws IOException {
    this.statistics = statistics;
    this.counted = counted;
    look(); // fails here where there is no such file
    looking =
        clock.scheduleWithFixedDelay(
            () -> {
              try {
                look();
              } catch (IOException failed) {
                throw new UncheckedIOException(failed);
              }
            },
            1,
            1,
            TimeUnit.SECONDS);
  }

  private synchronized void look() throws IOException {
    long now = 0;
    int found = 0;
    for (String line : Files.readAllLines(statistics)) {
      String[] nameAndBytes = line.split(" ");
      if (counted.contains(nameAndBytes[0])) {
        now += Long.parseLong(nameAndBytes[1]);
        found++;
      }
    }
    if (found < counted.size()) {
      throw new IOException(statistics + " has not all of " + counted);
    }
    most = Math.max(most, now);
  }

  /**
   * @throws IOException where it could not be looked at all the time
   */
  synchronized long bytes() throws IOException {
    if (looking.isDone()) {
      try {
        looking.get();
      } catch (ExecutionException | InterruptedException failed) {
        throw new IOException(statistics + " could not be read: " + failed.getMessage(), failed);
      }
    }
    return most;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}

package io.fallline.bench.command;

import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Skipped;
import io.fallline.bench.command.ClockedProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code dd} takes to read a file of which the operating system keeps nothing in memory. */
record ColdFile(Place place, long bytes) {
  private static final Path CACHES = Path.of("/proc/sys/vm/drop_caches");

  /**
   * Has the operating system forget what it keeps of files.
   *
   * @throws Skipped where that is not allowed
   */
  static void dropCaches() throws IOException, InterruptedException {
    requireDroppableCaches();
    new ProcessBuilder("sync").inheritIO().start().waitFor(); // what is not written is not dropped
    Files.writeString(CACHES, "3");
  }

  /**
   * @throws Skipped where caches cannot be dropped
   */
  static void requireDroppableCaches() {
    if (!Files.isWritable(CACHES)) {
      throw new Skipped("needs to drop what the kernel keeps of files (Linux, root)");
    }
  }

  /** Bytes a second. */
  Figures read() throws IOException, InterruptedException {
    Path file = Files.createTempFile(place.runs(), "cold", ".bytes");
    try {
      // random, as a disk may know how to keep zeros
      ClockedProcess.run(
          place.runs(), Map.of(), dd("/dev/urandom", file.toString(), "count=" + blocks()));
      dropCaches();
      Ended read = ClockedProcess.run(place.runs(), Map.of(), dd(file.toString(), "/dev/null"));
      return read.figures().put("bytesPerSecond", (blocks() << 20) / read.seconds());
    } finally {
      Files.delete(file);
    }
  }

  private long blocks() {
    return Math.max(1, bytes >> 20);
  }

  private static List<String> dd(String from, String to, String... more) {
    return Stream.concat(
            Stream.of("dd", "if=" + from, "of=" + to, "bs=1M", "status=none"), Stream.of(more))
        .toList();
  }
}

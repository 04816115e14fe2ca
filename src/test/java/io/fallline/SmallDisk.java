package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of its own, in memory, that can be filled, frozen and made as good as new. */
final class SmallDisk implements AutoCloseable {
  /** What a disk can run out of. */
  enum Limit {
    BYTES,
    INODES,
    READ_ONLY
  }

  private static final long MEBIBYTES = 64;
  private static final int INODES = 10_000;

  private final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /** Empty where this process may not mount anything. */
  static Optional<SmallDisk> mounted(Path path) throws Exception {
    Files.createDirectories(path);
    String options = "size=" + MEBIBYTES + "m,nr_inodes=" + INODES;
    boolean done = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()) == 0;
    return done ? Optional.of(new SmallDisk(path)) : Optional.empty();
  }

  Path path() {
    return path;
  }

  /**
   * Lets nothing large be written from here on, or nothing at all.
   *
   * @param files that can still be made where there is no room for more
   */
  void limit(Limit limit, int files) throws Exception {
    switch (limit) {
      case BYTES -> fill(16 << 10);
      case INODES -> remount("nr_inodes=" + (usedInodes() + files));
      default -> remount("ro");
    }
  }

  /**
   * @param left bytes that still fit
   */
  void fill(long left) throws IOException {
    long free = Files.getFileStore(path).getUsableSpace();
    byte[] page = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler())) {
      for (long at = 0; at + page.length <= free - left; at += page.length) {
        out.write(page);
      }
    }
  }

  void lift() throws Exception {
    remount("rw");
    remount("nr_inodes=" + INODES);
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return path.resolve("filler");
  }

  private int usedInodes() throws IOException {
    try (var all = Files.walk(path)) {
      return (int) all.count();
    }
  }

  private void remount(String option) throws Exception {
    assertEquals(0, run("mount", "-o", "remount," + option, path.toString()), option);
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException absent) {
      return -1; // as mount may be
    }
  }

  @Override
  public void close() throws Exception {
    // lazily: Spark leaves open what a failed task was writing
    assertEquals(0, run("umount", "--lazy", path.toString()), path + " cannot be unmounted");
  }
}

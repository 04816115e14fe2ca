package io.fallline.bench.command;

import io.fallline.bench.Skipped;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A group of processes that Linux lets have so much memory together, pages of files included and
 * nothing beyond it in swap: what a container is limited by. The group is gone with {@link #close}.
 */
final class LimitedMemory implements AutoCloseable {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");

  /** Ten seconds: a large process takes a while to be gone. */
  private static final int ATTEMPTS = 100;

  private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path group;
  private final MemoryPeak peak;

  private LimitedMemory(Path group, MemoryPeak peak) {
    this.group = group;
    this.peak = peak;
  }

  /**
   * @throws Skipped where this machine or user cannot have such a group
   */
  static LimitedMemory of(long bytes) {
    String name = "fallline-bench-" + ProcessHandle.current().pid();
    try {
      return Files.exists(GROUPS.resolve("cgroup.controllers"))
          ? unified(GROUPS.resolve(name), bytes)
          : ofMemory(GROUPS.resolve("memory").resolve(name), bytes);
    } catch (IOException impossible) {
      throw new Skipped(
          "needs a control group with limited memory (Linux, root): " + impossible.getMessage());
    }
  }

  /** Of cgroup v2. */
  private static LimitedMemory unified(Path group, long bytes) throws IOException {
    Files.writeString(GROUPS.resolve("cgroup.subtree_control"), "+memory");
    Files.createDirectory(group);
    return limited(
        group,
        new Limit("memory.max", bytes),
        new Limit("memory.swap.max", 0),
        List.of("anon", "shmem"));
  }

  /** Of cgroup v1, where each controller has a tree of its own. */
  private static LimitedMemory ofMemory(Path group, long bytes) throws IOException {
    Files.createDirectory(group);
    return limited(
        group,
        new Limit("memory.limit_in_bytes", bytes),
        new Limit("memory.memsw.limit_in_bytes", bytes), // of both together
        List.of("total_rss", "total_shmem"));
  }

  /** What is written to one of the group's files. */
  private record Limit(String file, long bytes) {
    void set(Path group) throws IOException {
      Files.writeString(group.resolve(file), String.valueOf(bytes));
    }
  }

  private static LimitedMemory limited(
      Path group, Limit memory, Limit swap, List<String> cannotBeTakenBack) throws IOException {
    try {
      memory.set(group);
      if (Files.exists(group.resolve(swap.file()))) { // not where Linux does not count swap
        swap.set(group); // after the one of memory, below which it may not be
      }
      return new LimitedMemory(
          group, new MemoryPeak(group.resolve("memory.stat"), cannotBeTakenBack));
    } catch (IOException impossible) {
      Files.delete(group);
      throw impossible;
    }
  }

  /** The command that runs another one in the group. */
  List<String> command(List<String> command) {
    List<String> inGroup = new ArrayList<>(List.of("bash", "-c", "echo $$ >\"$0\" && exec \"$@\""));
    inGroup.add(group.resolve("cgroup.procs").toString());
    inGroup.addAll(command);
    return inGroup;
  }

  /** The most that the group has had, pages of files not counted. */
  long peakBytes() throws IOException {
    return peak.bytes();
  }

  /** Waits until its processes are gone, which Linux may need a moment for after their end. */
  @Override
  public void close() throws IOException {
    peak.close();
    for (int attempt = 1; ; attempt++) {
      try {
        Files.delete(group);
        return;
      } catch (FileSystemException busy) {
        if (attempt == ATTEMPTS || !Files.exists(group)) {
          throw busy;
        }
        LockSupport.parkNanos(BETWEEN_ATTEMPTS);
      }
    }
  }
}

package io.fallline.bench.command;

import io.fallline.bench.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A group of processes that Linux lets have so much memory together, pages of files included: what
 * a container is limited by. The group is gone with {@link #close}.
 */
final class LimitedMemory implements AutoCloseable {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");

  private final Path group;
  private final Path peak;

  private LimitedMemory(Path group, Path peak) {
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
    return limited(group, "memory.max", "memory.peak", bytes);
  }

  /** Of cgroup v1, where each controller has a tree of its own. */
  private static LimitedMemory ofMemory(Path group, long bytes) throws IOException {
    return limited(group, "memory.limit_in_bytes", "memory.max_usage_in_bytes", bytes);
  }

  private static LimitedMemory limited(Path group, String limit, String peak, long bytes)
      throws IOException {
    Files.createDirectory(group);
    LimitedMemory limited = new LimitedMemory(group, group.resolve(peak));
    try {
      Files.writeString(group.resolve(limit), String.valueOf(bytes));
      limited.peakBytes();
      return limited;
    } catch (IOException impossible) {
      limited.close();
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

  /** The most that the group has had. */
  long peakBytes() throws IOException {
    return Long.parseLong(Files.readString(peak).strip());
  }

  /** To be called when all of its processes have ended. */
  @Override
  public void close() throws IOException {
    Files.delete(group);
  }
}

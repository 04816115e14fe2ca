package io.fallline.core.training;

import java.util.ArrayList;
import java.util.List;

/** The groups of one task: {@code from} (inclusive) to {@code to} (exclusive). */
public record TaskGroups(int from, int to) {
  /** Divides G groups among at most this many tasks, as evenly as whole groups allow. */
  public static List<TaskGroups> divide(int groups, int mostTasks) {
    int tasks = Math.max(1, Math.min(groups, mostTasks));
    List<TaskGroups> divided = new ArrayList<>();
    for (int t = 0; t < tasks; t++) {
      divided.add(
          new TaskGroups(
              (int) ((long) groups * t / tasks), (int) ((long) groups * (t + 1) / tasks)));
    }
    return divided;
  }
}

package io.fallline.core.training;

import io.fallline.core.network.NetworkSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The specification of a gradient: all that it depends on besides parameters, batch and rows. It
 * travels to executors.
 *
 * @param kernels name of the matrix kernels that driver and executors use
 * @param groups how many groups of shards are summed by themselves, see {@link BatchPlan#groups}
 * @param seed decides which units are dropped
 * @param classWeights what a row's weight is multiplied by, a class; null where classes count alike
 */
public record GradientSpec(
    NetworkSpec network,
    String kernels,
    BatchPlan plan,
    int groups,
    long seed,
    double[] classWeights)
    implements Serializable {

  /** The first shard of group g; {@code firstShard(g + 1)} is the end of it. */
  public int firstShard(int group) {
    return group * (plan.sizes().shards() / groups);
  }

  /** The groups of one task: {@code from} (inclusive) to {@code to} (exclusive). */
  public record TaskGroups(int from, int to) {
    /** G groups for at most this many tasks, as evenly as whole groups allow. */
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
}

package io.fallline.spark;

import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.Shard;
import io.fallline.core.training.TaskGroups;
import java.util.List;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Which partitions of shards each task has. The result of no step depends on it.
 *
 * @param starts the first partition of each task, and in the end the number of all
 * @param firstGroups the first group of each task
 */
record ShardDivision(int[] starts, int[] firstGroups) {
  private static final ClassTag<Shard> SHARD = ClassTag$.MODULE$.apply(Shard.class);

  /**
   * Of training shards among tasks that have whole groups.
   *
   * @param partitions each has adjacent shards, and either whole groups or a whole fraction of one
   */
  static ShardDivision ofGroups(GradientSpec spec, int partitions, int mostTasks) {
    int units = Math.min(partitions, spec.groups());
    List<TaskGroups> runs = TaskGroups.divide(units, mostTasks);
    int[] firstGroups =
        runs.stream().mapToInt(run -> run.from() * (spec.groups() / units)).toArray();
    int[] starts = new int[runs.size() + 1];
    for (int t = 0; t < runs.size(); t++) {
      starts[t + 1] = runs.get(t).to() * (partitions / units);
    }
    return new ShardDivision(starts, firstGroups);
  }

  int tasks() {
    return firstGroups.length;
  }

  RDD<Shard> of(RDD<Shard> training) {
    return new CoalescedRangeRDD<>(training, starts, SHARD);
  }

  /** Shards among at most so many tasks, as evenly as whole partitions allow. */
  static RDD<Shard> evenly(RDD<Shard> shards, int mostTasks) {
    List<TaskGroups> runs = TaskGroups.divide(shards.getNumPartitions(), mostTasks);
    int[] starts = new int[runs.size() + 1];
    for (int t = 0; t < runs.size(); t++) {
      starts[t + 1] = runs.get(t).to();
    }
    return new CoalescedRangeRDD<>(shards, starts, SHARD);
  }

  /** Another part's shards among the same tasks, as evenly as whole partitions allow. */
  RDD<Shard> evenly(RDD<Shard> shards) {
    int partitions = shards.getNumPartitions();
    int[] runs = new int[tasks() + 1];
    for (int t = 0; t <= tasks(); t++) {
      runs[t] = (int) ((long) partitions * t / tasks());
    }
    return new CoalescedRangeRDD<>(shards, runs, SHARD);
  }
}

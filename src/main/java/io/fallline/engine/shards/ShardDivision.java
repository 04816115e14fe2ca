package io.fallline.engine.shards;

import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.GradientSpec.TaskGroups;
import io.fallline.core.training.Shard;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import scala.Option;

/**
 * The division of shards among tasks: which partitions each task has. The result of no step depends
 * on it.
 *
 * @param starts the first partition of each task, and in the end the number of all
 * @param firstGroups the first group of each task
 */
public record ShardDivision(int[] starts, int[] firstGroups) {
  /**
   * Of training shards among tasks that have whole groups.
   *
   * @param partitions each has adjacent shards, and either whole groups or a whole fraction of one
   */
  public static ShardDivision ofGroups(GradientSpec spec, int partitions, int mostTasks) {
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

  public int tasks() {
    return firstGroups.length;
  }

  public RDD<Shard> of(RDD<Shard> training) {
    return coalesced(training, starts);
  }

  /** Shards among at most so many tasks, as evenly as whole partitions allow. */
  public static RDD<Shard> evenly(RDD<Shard> shards, int mostTasks) {
    List<TaskGroups> runs = TaskGroups.divide(shards.getNumPartitions(), mostTasks);
    int[] starts = new int[runs.size() + 1];
    for (int t = 0; t < runs.size(); t++) {
      starts[t + 1] = runs.get(t).to();
    }
    return coalesced(shards, starts);
  }

  /** Another split's shards among the same tasks, as evenly as whole partitions allow. */
  public RDD<Shard> evenly(RDD<Shard> shards) {
    int partitions = shards.getNumPartitions();
    int[] runs = new int[tasks() + 1];
    for (int t = 0; t <= tasks(); t++) {
      runs[t] = (int) ((long) partitions * t / tasks());
    }
    return coalesced(shards, runs);
  }

  private static RDD<Shard> coalesced(RDD<Shard> shards, int[] starts) {
    return shards.coalesce(starts.length - 1, false, Option.apply(new Ranges(starts)), null);
  }

  /** Makes one partition of adjacent ones; Spark's own coalescing promises no adjacency. */
  private record Ranges(int[] starts) implements PartitionCoalescer, Serializable {
    @Override
    public PartitionGroup[] coalesce(int maxPartitions, RDD<?> parent) {
      Partition[] partitions = parent.partitions();
      PartitionGroup[] groups = new PartitionGroup[maxPartitions];
      for (int i = 0; i < maxPartitions; i++) {
        groups[i] = new PartitionGroup(Option.empty()); // where its first cached partition is
        for (int p = starts[i]; p < starts[i + 1]; p++) {
          groups[i].partitions().append(partitions[p]);
        }
      }
      return groups;
    }
  }
}

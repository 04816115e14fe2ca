package io.fallline.engine.jobs;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardEvaluator;
import io.fallline.engine.GradientTimes;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** Evaluates a model on shards on a cluster: its loss and metrics. */
public final class ClusterEvaluator {
  private ClusterEvaluator() {}

  /**
   * @param kernels by name
   * @param shards all of them, a power of two, in order
   * @param targets as {@link ShardEvaluator} has it
   * @param purpose what Spark's pages say of the job
   */
  public static Evaluation of(
      NetworkSpec network,
      String kernels,
      float[] parameters,
      JavaRDD<Shard> shards,
      boolean targets,
      String purpose) {
    return ShardJob.run(
        shards.rdd(),
        purpose,
        parameters,
        (partition, values, own) ->
            ofTask(new ShardEvaluator(network, kernels), values, own, targets),
        Evaluation::add,
        new GradientTimes());
  }

  /** What a task makes of its shards, each of which is a leaf of the tree. */
  public static List<TreeReduction.Node<Evaluation>> ofTask(
      ShardEvaluator evaluation, float[] parameters, Iterator<Shard> shards, boolean targets) {
    TreeReduction<Evaluation> tree = new TreeReduction<>(Evaluation::add);
    shards.forEachRemaining(
        shard -> tree.addLeaf(shard.index(), evaluation.of(parameters, shard, targets)));
    return tree.nodes();
  }
}

package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardEvaluation;
import java.util.Iterator;
import java.util.List;

/** Loss and metrics over the shards of a task. */
final class EvaluationTask extends ShardTask<Evaluation> {
  private static final long serialVersionUID = 1L;

  private final NetworkSpec network;
  private final String kernels;
  private final TaskParameters parameters;
  private final boolean targets;

  EvaluationTask(NetworkSpec network, String kernels, TaskParameters parameters, boolean targets) {
    this.network = network;
    this.kernels = kernels;
    this.parameters = parameters;
    this.targets = targets;
  }

  @Override
  List<TreeReduction.Node<Evaluation>> of(int partition, Iterator<Shard> shards) {
    ShardEvaluation evaluation = new ShardEvaluation(network, kernels);
    TreeReduction<Evaluation> tree = new TreeReduction<>(Evaluation::add);
    shards.forEachRemaining(
        shard -> tree.addLeaf(shard.index(), evaluation.of(parameters.get(), shard, targets)));
    return tree.nodes();
  }
}

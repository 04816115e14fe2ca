package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.model.GradientAggregate;
import io.fallline.core.training.Batch;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardGradients;
import java.util.Iterator;
import java.util.List;

/** The gradients of one step over the groups of a task. */
final class GradientTask extends ShardTask<GradientAggregate> {
  private static final long serialVersionUID = 1L;

  private final GradientSpec spec;
  private final TaskParameters parameters;
  private final Batch batch;
  private final int[] firstGroups;

  /**
   * @param firstGroups the first group of each partition
   */
  GradientTask(GradientSpec spec, TaskParameters parameters, Batch batch, int[] firstGroups) {
    this.spec = spec;
    this.parameters = parameters;
    this.batch = batch;
    this.firstGroups = firstGroups;
  }

  @Override
  List<TreeReduction.Node<GradientAggregate>> of(int partition, Iterator<Shard> shards) {
    return new ShardGradients(spec).of(parameters.get(), batch, firstGroups[partition], shards);
  }
}

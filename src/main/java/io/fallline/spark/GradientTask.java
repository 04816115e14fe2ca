package io.fallline.spark;

import io.fallline.core.math.TreeSum;
import io.fallline.core.model.GradientSum;
import io.fallline.core.train.Batch;
import io.fallline.core.train.GradientSpec;
import io.fallline.core.train.Shard;
import io.fallline.core.train.ShardGradients;
import java.util.Iterator;
import java.util.List;

/** The gradients of one step over the groups of a task. */
final class GradientTask extends ShardTask<GradientSum> {
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
  List<TreeSum.Node<GradientSum>> of(int partition, Iterator<Shard> shards) {
    return new ShardGradients(spec).of(parameters.get(), batch, firstGroups[partition], shards);
  }
}

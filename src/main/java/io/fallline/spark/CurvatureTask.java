package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.model.CurvatureAggregate;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardCurvature;
import java.util.Iterator;
import java.util.List;

/** Loss, gradient and second derivatives over the shards of a task. */
final class CurvatureTask extends ShardTask<CurvatureAggregate> {
  private static final long serialVersionUID = 1L;

  private final GradientSpec spec;
  private final double[] parameters;

  CurvatureTask(GradientSpec spec, double[] parameters) {
    this.spec = spec;
    this.parameters = parameters;
  }

  @Override
  List<TreeReduction.Node<CurvatureAggregate>> of(int partition, Iterator<Shard> shards) {
    return new ShardCurvature(spec).of(parameters, shards);
  }
}

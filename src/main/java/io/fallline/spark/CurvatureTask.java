package io.fallline.spark;

import io.fallline.core.math.TreeSum;
import io.fallline.core.model.CurvatureSum;
import io.fallline.core.train.GradientSpec;
import io.fallline.core.train.Shard;
import io.fallline.core.train.ShardCurvature;
import java.util.Iterator;
import java.util.List;

/** Loss, gradient and second derivatives over the shards of a task. */
final class CurvatureTask extends ShardTask<CurvatureSum> {
  private static final long serialVersionUID = 1L;

  private final GradientSpec spec;
  private final double[] parameters;

  CurvatureTask(GradientSpec spec, double[] parameters) {
    this.spec = spec;
    this.parameters = parameters;
  }

  @Override
  List<TreeSum.Node<CurvatureSum>> of(int partition, Iterator<Shard> shards) {
    return new ShardCurvature(spec).of(parameters, shards);
  }
}

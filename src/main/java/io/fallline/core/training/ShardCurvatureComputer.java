package io.fallline.core.training;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.network.CurvatureAccumulator;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.PackedRows;
import java.util.Iterator;
import java.util.List;

/**
 * Computes loss, gradient and second derivatives over all rows of some shards, one leaf of the tree
 * each: what a task computes, whichever engine runs it. Not for several threads at once.
 */
public final class ShardCurvatureComputer {
  private final CurvatureAccumulator curvature;

  public ShardCurvatureComputer(GradientSpec spec) {
    curvature = new CurvatureAccumulator(spec.network(), spec.classWeights());
  }

  /**
   * Sums added up along the tree as far as these shards allow: a few at a time are in memory.
   *
   * @param parameters float64, as they are
   * @param shards adjacent ones
   */
  public List<TreeReduction.Node<CurvatureAggregate>> of(
      double[] parameters, Iterator<Shard> shards) {
    TreeReduction<CurvatureAggregate> tree = new TreeReduction<>(CurvatureAggregate::add);
    while (shards.hasNext()) {
      Shard shard = shards.next();
      curvature.begin(parameters);
      for (PackedRows rows : shard.chunks()) {
        curvature.add(rows);
      }
      tree.addLeaf(shard.index(), curvature.end());
    }
    return tree.nodes();
  }
}

package io.fallline.core.train;

import io.fallline.core.math.TreeSum;
import io.fallline.core.model.CurvatureSum;
import io.fallline.core.model.LinearCurvature;
import io.fallline.core.model.Rows;
import java.util.Iterator;
import java.util.List;

/**
 * Loss, gradient and second derivatives over all rows of some shards, one leaf of the tree each:
 * what a task computes, whichever engine runs it. Not for several threads at once.
 */
public final class ShardCurvature {
  private final LinearCurvature curvature;

  public ShardCurvature(GradientSpec spec) {
    curvature = new LinearCurvature(spec.network(), spec.classWeights());
  }

  /**
   * Sums added up along the tree as far as these shards allow: a few at a time are in memory.
   *
   * @param parameters float64, as they are
   * @param shards adjacent ones
   */
  public List<TreeSum.Node<CurvatureSum>> of(double[] parameters, Iterator<Shard> shards) {
    TreeSum<CurvatureSum> tree = new TreeSum<>(CurvatureSum::add);
    while (shards.hasNext()) {
      Shard shard = shards.next();
      curvature.begin(parameters);
      for (Rows rows : shard.chunks()) {
        curvature.add(rows);
      }
      tree.addLeaf(shard.index(), curvature.end());
    }
    return tree.nodes();
  }
}

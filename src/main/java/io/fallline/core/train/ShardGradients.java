package io.fallline.core.train;

import io.fallline.core.math.Kernels;
import io.fallline.core.math.RandomStream;
import io.fallline.core.math.TreeSum;
import io.fallline.core.model.GradientSum;
import io.fallline.core.model.Network;
import io.fallline.core.model.Workspace;
import java.util.Iterator;
import java.util.List;

/**
 * The gradients of a batch over some groups of shards: what a task computes, whichever engine runs
 * it. A pure function of (parameters, batch, group); what it holds are buffers. Not for several
 * threads at once.
 */
public final class ShardGradients {
  /** Rows of one pass through the network. A constant: changing it changes results. */
  private static final int PIECE_ROWS = 512;

  private final GradientSpec spec;
  private final Network network;
  private final ShardTurns turns;
  private final Workspace workspace;
  private final RowGatherer gatherer = new RowGatherer(PIECE_ROWS);

  public ShardGradients(GradientSpec spec) {
    this.spec = spec;
    this.network = new Network(spec.network(), Kernels.named(spec.kernels()));
    this.workspace = network.workspace();
    this.turns = new ShardTurns(spec.plan().sizes());
  }

  /**
   * Sums of the batch's rows, added up along the tree as far as these groups allow.
   *
   * @param firstGroup the group that the first shard belongs to
   * @param shards adjacent shards that make up whole groups
   */
  public List<TreeSum.Node<GradientSum>> of(
      float[] parameters, Batch batch, int firstGroup, Iterator<Shard> shards) {
    TreeSum<GradientSum> tree = new TreeSum<>(GradientSum::add);
    for (int group = firstGroup; shards.hasNext(); group++) {
      tree.addLeaf(group, ofGroup(parameters, batch, group, shards));
    }
    return tree.nodes();
  }

  private GradientSum ofGroup(float[] parameters, Batch batch, int group, Iterator<Shard> shards) {
    boolean dropout = spec.network().dropout() > 0;
    RandomStream random = dropout ? RandomStream.of(spec.seed(), batch.step(), group) : null;
    GradientSum sum = GradientSum.EMPTY;
    gatherer.clear();
    for (int v = spec.firstShard(group); v < spec.firstShard(group + 1); v++) {
      Shard shard = shards.next();
      if (shard.index() != v) {
        throw new IllegalStateException("expected shard " + v + ", found " + shard.index());
      }
      EpochOrder order = shard.order(spec.plan().seed(), batch.epoch());
      int end = turns.taken(v, batch.to());
      for (int position = turns.taken(v, batch.from()); position < end; position++) {
        int row = order.rowAt(position);
        gatherer.add(shard.chunks().get(row / BatchPlan.CHUNK_ROWS), row % BatchPlan.CHUNK_ROWS);
        if (gatherer.isFull()) {
          sum = GradientSum.add(sum, ofPiece(parameters, random));
        }
      }
    }
    return gatherer.isEmpty() ? sum : GradientSum.add(sum, ofPiece(parameters, random));
  }

  private GradientSum ofPiece(float[] parameters, RandomStream random) {
    GradientSum sum =
        network.gradient(parameters, gatherer.rows(), spec.classWeights(), random, workspace);
    gatherer.clear();
    return sum;
  }
}

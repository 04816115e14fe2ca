package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.training.Batch;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.NonFiniteRow;
import io.fallline.core.training.NonFiniteSearch;
import io.fallline.core.training.Shard;
import java.util.Iterator;
import java.util.List;

/** Looks through the shards of a task for a row whose loss or gradient is not finite. */
final class NonFiniteSearchTask extends ShardTask<NonFiniteRow> {
  private static final long serialVersionUID = 1L;

  private final GradientSpec spec;
  private final TaskParameters parameters;
  private final Batch batch;

  NonFiniteSearchTask(GradientSpec spec, TaskParameters parameters, Batch batch) {
    this.spec = spec;
    this.parameters = parameters;
    this.batch = batch;
  }

  @Override
  List<TreeReduction.Node<NonFiniteRow>> of(int partition, Iterator<Shard> shards) {
    NonFiniteSearch search = new NonFiniteSearch(spec);
    TreeReduction<NonFiniteRow> tree = new TreeReduction<>(NonFiniteRow::first);
    shards.forEachRemaining(
        shard -> tree.addLeaf(shard.index(), search.in(shard, parameters.get(), batch)));
    return tree.nodes();
  }
}

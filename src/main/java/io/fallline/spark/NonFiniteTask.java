package io.fallline.spark;

import io.fallline.core.math.TreeSum;
import io.fallline.core.train.Batch;
import io.fallline.core.train.GradientSpec;
import io.fallline.core.train.NonFiniteRow;
import io.fallline.core.train.NonFiniteSearch;
import io.fallline.core.train.Shard;
import java.util.Iterator;
import java.util.List;

/** Looks through the shards of a task for a row whose loss or gradient is not finite. */
final class NonFiniteTask extends ShardTask<NonFiniteRow> {
  private static final long serialVersionUID = 1L;

  private final GradientSpec spec;
  private final TaskParameters parameters;
  private final Batch batch;

  NonFiniteTask(GradientSpec spec, TaskParameters parameters, Batch batch) {
    this.spec = spec;
    this.parameters = parameters;
    this.batch = batch;
  }

  @Override
  List<TreeSum.Node<NonFiniteRow>> of(int partition, Iterator<Shard> shards) {
    NonFiniteSearch search = new NonFiniteSearch(spec);
    TreeSum<NonFiniteRow> tree = new TreeSum<>(NonFiniteRow::first);
    shards.forEachRemaining(
        shard -> tree.addLeaf(shard.index(), search.in(shard, parameters.get(), batch)));
    return tree.nodes();
  }
}

package io.fallline.core.training;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.GradientSpec.TaskGroups;
import io.fallline.core.training.NonFiniteSearch.NonFiniteRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Computes gradients on threads of this process, the engine {@code local}: shards, groups and
 * kernels as on a cluster, on threads of this process.
 */
public final class LocalGradientComputer implements GradientComputer {
  /** Gradients of this many numbers are added by several threads. */
  private static final int WORTH_SHARING = 1 << 14;

  private final GradientSpec spec;
  private final Map<DataSplit, List<Shard>> shards;
  private final SpinningThreadPool threads;
  private final List<TaskGroups> tasks;
  private final List<ShardGradientComputer> gradients = new ArrayList<>();
  private final List<List<TreeReduction.Node<GradientAggregate>>> sums;
  private final ShardEvaluator evaluation;

  /**
   * @param shards all shards of each split, in order
   * @param threads compute; the result does not depend on how many there are. Their maker closes
   *     them
   */
  public LocalGradientComputer(
      GradientSpec spec, Map<DataSplit, List<Shard>> shards, SpinningThreadPool threads) {
    this.spec = spec;
    this.shards = shards;
    this.threads = threads;
    tasks = TaskGroups.divide(spec.groups(), threads.size());
    tasks.forEach(task -> gradients.add(new ShardGradientComputer(spec)));
    sums = new ArrayList<>(Collections.nCopies(tasks.size(), null));
    evaluation = new ShardEvaluator(spec.network(), spec.kernels());
  }

  @Override
  public GradientAggregate at(float[] parameters, Batch batch) {
    List<Shard> all = shards.get(DataSplit.TRAIN);
    threads.run(
        tasks.size(),
        t -> {
          TaskGroups groups = tasks.get(t);
          List<Shard> own =
              all.subList(spec.firstShard(groups.from()), spec.firstShard(groups.to()));
          sums.set(t, gradients.get(t).of(parameters, batch, groups.from(), own.iterator()));
        });
    TreeReduction<GradientAggregate> tree = new TreeReduction<>(this::add);
    sums.forEach(nodes -> nodes.forEach(tree::add));
    return tree.total();
  }

  private GradientAggregate add(GradientAggregate left, GradientAggregate right) {
    boolean shared =
        left.gradient() != null
            && right.gradient() != null
            && left.indices() == null
            && left.gradient().length >= WORTH_SHARING;
    if (!shared) {
      return GradientAggregate.add(left, right);
    }
    int length = left.gradient().length;
    int pieces = threads.size();
    threads.run(
        pieces,
        piece ->
            GradientAggregate.addInto(
                left.gradient(),
                right.gradient(),
                (int) ((long) length * piece / pieces),
                (int) ((long) length * (piece + 1) / pieces)));
    return left.withCountsOf(right);
  }

  @Override
  public Evaluation evaluate(float[] parameters, DataSplit split) {
    List<Shard> rows = shards.getOrDefault(split, List.of());
    if (rows.isEmpty()) {
      return Evaluation.EMPTY;
    }
    rows.forEach(Shard::releaseWindows); // scores of all rows take memory too
    List<TaskGroups> runs = TaskGroups.divide(rows.size(), threads.size());
    List<List<TreeReduction.Node<Evaluation>>> found =
        new ArrayList<>(Collections.nCopies(runs.size(), null));
    threads.run(
        runs.size(),
        t -> {
          TreeReduction<Evaluation> part = new TreeReduction<>(Evaluation::add);
          for (int v = runs.get(t).from(); v < runs.get(t).to(); v++) {
            part.addLeaf(v, evaluation.of(parameters, rows.get(v), split == DataSplit.TRAIN));
          }
          found.set(t, part.nodes());
        });
    TreeReduction<Evaluation> tree = new TreeReduction<>(Evaluation::add);
    found.forEach(nodes -> nodes.forEach(tree::add));
    return tree.total();
  }

  @Override
  public CurvatureAggregate curvature(double[] parameters, DataSplit split) {
    List<Shard> all = shards.get(split);
    List<TaskGroups> runs = TaskGroups.divide(all.size(), threads.size());
    List<List<TreeReduction.Node<CurvatureAggregate>>> found =
        new ArrayList<>(Collections.nCopies(runs.size(), null));
    threads.run(
        runs.size(),
        t -> {
          List<Shard> own = all.subList(runs.get(t).from(), runs.get(t).to());
          found.set(t, new ShardCurvatureComputer(spec).of(parameters, own.iterator()));
        });
    TreeReduction<CurvatureAggregate> tree = new TreeReduction<>(CurvatureAggregate::add);
    found.forEach(nodes -> nodes.forEach(tree::add));
    return tree.total();
  }

  @Override
  public NonFiniteRow nonFiniteRow(float[] parameters, Batch batch) {
    NonFiniteSearch search = new NonFiniteSearch(spec);
    NonFiniteRow found = NonFiniteRow.NONE;
    for (Shard shard : shards.get(DataSplit.TRAIN)) {
      found = NonFiniteRow.first(found, search.in(shard, parameters, batch));
    }
    return found;
  }

  @Override
  public void close() {}
}

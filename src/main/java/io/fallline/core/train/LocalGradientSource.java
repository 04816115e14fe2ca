package io.fallline.core.train;

import io.fallline.core.math.ThreadTeam;
import io.fallline.core.math.TreeSum;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.CurvatureSum;
import io.fallline.core.model.GradientSum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The engine {@code local}: shards, groups and kernels as on a cluster, on threads of this process.
 */
public final class LocalGradientSource implements GradientSource {
  /** Gradients of this many numbers are added by several threads. */
  private static final int WORTH_SHARING = 1 << 14;

  private final GradientSpec spec;
  private final Map<Part, List<Shard>> shards;
  private final ThreadTeam team;
  private final List<TaskGroups> tasks;
  private final List<ShardGradients> gradients = new ArrayList<>();
  private final List<List<TreeSum.Node<GradientSum>>> sums;
  private final ShardEvaluation evaluation;

  /**
   * @param shards all shards of each part, in order
   * @param team who works; the result does not depend on how many. Its maker closes it
   */
  public LocalGradientSource(GradientSpec spec, Map<Part, List<Shard>> shards, ThreadTeam team) {
    this.spec = spec;
    this.shards = shards;
    this.team = team;
    tasks = TaskGroups.divide(spec.groups(), team.size());
    tasks.forEach(task -> gradients.add(new ShardGradients(spec)));
    sums = new ArrayList<>(Collections.nCopies(tasks.size(), null));
    evaluation = new ShardEvaluation(spec.network(), spec.kernels());
  }

  @Override
  public GradientSum at(float[] parameters, Batch batch) {
    List<Shard> all = shards.get(Part.TRAIN);
    team.run(
        tasks.size(),
        t -> {
          TaskGroups groups = tasks.get(t);
          List<Shard> own =
              all.subList(spec.firstShard(groups.from()), spec.firstShard(groups.to()));
          sums.set(t, gradients.get(t).of(parameters, batch, groups.from(), own.iterator()));
        });
    TreeSum<GradientSum> tree = new TreeSum<>(this::add);
    sums.forEach(nodes -> nodes.forEach(tree::add));
    return tree.total();
  }

  private GradientSum add(GradientSum left, GradientSum right) {
    boolean shared =
        left.gradient() != null
            && right.gradient() != null
            && left.indices() == null
            && left.gradient().length >= WORTH_SHARING;
    if (!shared) {
      return GradientSum.add(left, right);
    }
    int length = left.gradient().length;
    int pieces = team.size();
    team.run(
        pieces,
        piece ->
            GradientSum.addInto(
                left.gradient(),
                right.gradient(),
                (int) ((long) length * piece / pieces),
                (int) ((long) length * (piece + 1) / pieces)));
    return left.withCountsOf(right);
  }

  @Override
  public Evaluation evaluate(float[] parameters, Part part) {
    List<Shard> rows = shards.getOrDefault(part, List.of());
    if (rows.isEmpty()) {
      return Evaluation.EMPTY;
    }
    Evaluation[] leaves = new Evaluation[rows.size()];
    team.run(
        leaves.length, v -> leaves[v] = evaluation.of(parameters, rows.get(v), part == Part.TRAIN));
    TreeSum<Evaluation> tree = new TreeSum<>(Evaluation::add);
    for (int v = 0; v < leaves.length; v++) {
      tree.addLeaf(v, leaves[v]);
    }
    return tree.total();
  }

  @Override
  public CurvatureSum curvature(double[] parameters, Part part) {
    List<Shard> all = shards.get(part);
    List<TaskGroups> runs = TaskGroups.divide(all.size(), team.size());
    List<List<TreeSum.Node<CurvatureSum>>> found =
        new ArrayList<>(Collections.nCopies(runs.size(), null));
    team.run(
        runs.size(),
        t -> {
          List<Shard> own = all.subList(runs.get(t).from(), runs.get(t).to());
          found.set(t, new ShardCurvature(spec).of(parameters, own.iterator()));
        });
    TreeSum<CurvatureSum> tree = new TreeSum<>(CurvatureSum::add);
    found.forEach(nodes -> nodes.forEach(tree::add));
    return tree.total();
  }

  @Override
  public NonFiniteRow nonFiniteRow(float[] parameters, Batch batch) {
    NonFiniteSearch search = new NonFiniteSearch(spec);
    NonFiniteRow found = NonFiniteRow.NONE;
    for (Shard shard : shards.get(Part.TRAIN)) {
      found = NonFiniteRow.first(found, search.in(shard, parameters, batch));
    }
    return found;
  }

  @Override
  public void close() {}
}

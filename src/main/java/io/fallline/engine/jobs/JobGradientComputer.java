package io.fallline.engine.jobs;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.network.HessianLayout;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.NonFiniteSearch;
import io.fallline.core.training.NonFiniteSearch.NonFiniteRow;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardCurvatureComputer;
import io.fallline.core.training.ShardGradientComputer;
import io.fallline.engine.GradientTimes;
import io.fallline.engine.shards.ShardDivision;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;

/**
 * The engine {@code jobs}: one Spark job a step. Results come by partition number, never in the
 * order of arrival, and are added along the tree.
 */
public final class JobGradientComputer implements GradientComputer {
  /** What tasks send of one job, about: Spark lets all results of one be a gigabyte. */
  private static final long MOST_HESSIAN_BYTES = 1L << 28;

  private final GradientSpec spec;
  private final Map<DataSplit, JavaRDD<Shard>> shards;
  private final RDD<Shard> tasks;
  private final int mostTasks;
  private final int[] firstGroups;
  private final GradientTimes times;

  /**
   * @param shards of each split, in order; a partition has adjacent shards, and either whole groups
   *     or a whole fraction of one
   * @param mostTasks how many tasks a step has at most; the result does not depend on it
   */
  public JobGradientComputer(
      GradientSpec spec, Map<DataSplit, JavaRDD<Shard>> shards, int mostTasks) {
    this(spec, shards, mostTasks, new GradientTimes());
  }

  public JobGradientComputer(
      GradientSpec spec,
      Map<DataSplit, JavaRDD<Shard>> shards,
      int mostTasks,
      GradientTimes times) {
    this.spec = spec;
    this.times = times;
    this.mostTasks = mostTasks;
    this.shards = Map.copyOf(shards);
    RDD<Shard> training = shards.get(DataSplit.TRAIN).rdd();
    ShardDivision division = ShardDivision.ofGroups(spec, training.getNumPartitions(), mostTasks);
    this.firstGroups = division.firstGroups();
    this.tasks = division.of(training);
  }

  /** What gradients have gone to so far. */
  public GradientTimes times() {
    return times;
  }

  public int tasks() {
    return firstGroups.length;
  }

  @Override
  public GradientAggregate at(float[] parameters, Batch batch) {
    return ShardJob.run(
        tasks,
        "step " + (batch.step() + 1) + ", epoch " + (batch.epoch() + 1),
        parameters,
        gradients(spec, batch, firstGroups),
        GradientAggregate::add,
        times);
  }

  /** Made without this object, which does not travel. */
  private static ShardJob.Work<GradientAggregate> gradients(
      GradientSpec spec, Batch batch, int[] firstGroups) {
    return (partition, parameters, shards) ->
        new ShardGradientComputer(spec).of(parameters, batch, firstGroups[partition], shards);
  }

  @Override
  public Evaluation evaluate(float[] parameters, DataSplit split) {
    JavaRDD<Shard> rows = shards.get(split);
    return rows == null
        ? Evaluation.EMPTY
        : ClusterEvaluator.of(
            spec.network(),
            spec.kernels(),
            parameters,
            rows,
            split == DataSplit.TRAIN,
            "evaluation of " + split.name().toLowerCase(Locale.ROOT) + " rows");
  }

  @Override
  public CurvatureAggregate curvature(double[] parameters, DataSplit split) {
    RDD<Shard> rows = shards.get(split).rdd();
    long bytes = (long) Double.BYTES * HessianLayout.of(spec.network()).size();
    int fitting = (int) Math.max(1, Math.min(mostTasks, MOST_HESSIAN_BYTES / bytes));
    return ShardJob.run(
        ShardDivision.evenly(rows, fitting),
        "second derivatives",
        new float[0], // these are rounded; the exact ones travel with the work
        curvatures(spec, parameters),
        CurvatureAggregate::add,
        new GradientTimes());
  }

  private static ShardJob.Work<CurvatureAggregate> curvatures(
      GradientSpec spec, double[] parameters) {
    return (partition, rounded, shards) -> new ShardCurvatureComputer(spec).of(parameters, shards);
  }

  @Override
  public NonFiniteRow nonFiniteRow(float[] parameters, Batch batch) {
    return ShardJob.run(
        tasks,
        "search for a row that is not finite",
        parameters,
        nonFiniteRows(spec, batch),
        NonFiniteRow::first,
        times);
  }

  private static ShardJob.Work<NonFiniteRow> nonFiniteRows(GradientSpec spec, Batch batch) {
    return (partition, parameters, shards) -> {
      NonFiniteSearch search = new NonFiniteSearch(spec);
      TreeReduction<NonFiniteRow> tree = new TreeReduction<>(NonFiniteRow::first);
      shards.forEachRemaining(
          shard -> tree.addLeaf(shard.index(), search.in(shard, parameters, batch)));
      return tree.nodes();
    };
  }

  @Override
  public void close() {}
}

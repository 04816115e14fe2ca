package io.fallline.spark;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.CurvatureAggregate;
import io.fallline.core.model.GradientAggregate;
import io.fallline.core.model.HessianLayout;
import io.fallline.core.training.Batch;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.NonFiniteRow;
import io.fallline.core.training.Shard;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;

/**
 * The engine {@code jobs}: one Spark job a step. Results come by partition number, never in the
 * order of arrival, and are added along the tree.
 */
public final class JobGradientComputer implements ClusterGradientComputer {
  /** What tasks send of one job, about: Spark lets all results of one be a gigabyte. */
  private static final long MOST_HESSIAN_BYTES = 1L << 28;

  private final GradientSpec spec;
  private final Map<DataSplit, JavaRDD<Shard>> shards;
  private final RDD<Shard> tasks;
  private final int mostTasks;
  private final int[] firstGroups;
  private final GradientTimes times;

  /**
   * @param shards of each part, in order; a partition has adjacent shards, and either whole groups
   *     or a whole fraction of one
   * @param mostTasks how many tasks a step has at most; the result does not depend on it
   */
  public JobGradientComputer(
      GradientSpec spec, Map<DataSplit, JavaRDD<Shard>> shards, int mostTasks) {
    this(spec, shards, mostTasks, new GradientTimes());
  }

  JobGradientComputer(
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

  @Override
  public GradientTimes times() {
    return times;
  }

  /** How many tasks a step has. */
  public int tasks() {
    return firstGroups.length;
  }

  @Override
  public GradientAggregate at(float[] parameters, Batch batch) {
    return ShardJob.run(
        tasks,
        "step " + (batch.step() + 1) + ", epoch " + (batch.epoch() + 1),
        parameters,
        values -> new GradientTask(spec, values, batch, firstGroups),
        GradientAggregate::add,
        times);
  }

  @Override
  public Evaluation evaluate(float[] parameters, DataSplit part) {
    JavaRDD<Shard> rows = shards.get(part);
    return rows == null
        ? Evaluation.EMPTY
        : ClusterEvaluation.of(
            spec.network(),
            spec.kernels(),
            parameters,
            rows,
            part == DataSplit.TRAIN,
            "evaluation of " + part.name().toLowerCase(Locale.ROOT) + " rows");
  }

  @Override
  public CurvatureAggregate curvature(double[] parameters, DataSplit part) {
    RDD<Shard> rows = shards.get(part).rdd();
    long bytes = (long) Double.BYTES * HessianLayout.of(spec.network()).size();
    int fitting = (int) Math.max(1, Math.min(mostTasks, MOST_HESSIAN_BYTES / bytes));
    return ShardJob.run(
        ShardDivision.evenly(rows, fitting),
        "second derivatives",
        new CurvatureTask(spec, parameters),
        CurvatureAggregate::add);
  }

  @Override
  public NonFiniteRow nonFiniteRow(float[] parameters, Batch batch) {
    return ShardJob.run(
        tasks,
        "search for a row that is not finite",
        parameters,
        values -> new NonFiniteSearchTask(spec, values, batch),
        NonFiniteRow::first,
        times);
  }

  @Override
  public void close() {}
}

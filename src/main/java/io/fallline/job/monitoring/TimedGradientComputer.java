package io.fallline.job.monitoring;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.NonFiniteSearch.NonFiniteRow;
import io.fallline.engine.GradientTimes;
import java.util.Optional;

/** A stopwatch around an engine: the training loop has no clock. */
public final class TimedGradientComputer implements GradientComputer {
  private final GradientComputer source;
  private final Optional<GradientTimes> cluster;
  private final double computedBefore;
  private final double aggregatedBefore;
  private long startedStep;
  private long gradientNanos;

  /**
   * @param source whose time up to now does not count
   * @param cluster where a cluster spends that time; empty where threads of this process compute
   */
  public TimedGradientComputer(GradientComputer source, Optional<GradientTimes> cluster) {
    this.source = source;
    this.cluster = cluster;
    computedBefore = cluster.map(GradientTimes::computeSeconds).orElse(0.0);
    aggregatedBefore = clusterAggregateSeconds();
  }

  @Override
  public GradientAggregate at(float[] parameters, Batch batch) {
    startedStep = System.nanoTime();
    GradientAggregate sum = source.at(parameters, batch);
    gradientNanos += System.nanoTime() - startedStep;
    return sum;
  }

  @Override
  public Evaluation evaluate(float[] parameters, DataSplit split) {
    return source.evaluate(parameters, split);
  }

  @Override
  public CurvatureAggregate curvature(double[] parameters, DataSplit split) {
    return source.curvature(parameters, split);
  }

  @Override
  public NonFiniteRow nonFiniteRow(float[] parameters, Batch batch) {
    return source.nonFiniteRow(parameters, batch);
  }

  /** Time since the step under way began with its gradient. */
  long stepNanos() {
    return System.nanoTime() - startedStep;
  }

  /** Of all steps together. */
  public double gradientSeconds() {
    return gradientNanos / 1e9;
  }

  /** Of the task that took longest; threads of this process compute and add all the time. */
  public double computeSeconds() {
    return cluster
        .map(times -> times.computeSeconds() - computedBefore)
        .orElseGet(this::gradientSeconds);
  }

  /** Adding up in the driver what tasks sent. */
  public double aggregateSeconds() {
    return clusterAggregateSeconds() - aggregatedBefore;
  }

  private double clusterAggregateSeconds() {
    return cluster.map(GradientTimes::aggregateSeconds).orElse(0.0);
  }

  /** For tasks to begin, and for what they sent to arrive. */
  public double waitSeconds() {
    return Math.max(0, gradientSeconds() - computeSeconds() - aggregateSeconds());
  }

  @Override
  public void close() {
    source.close();
  }
}

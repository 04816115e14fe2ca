package io.fallline.faults;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.NonFiniteSearch.NonFiniteRow;
import java.util.function.LongConsumer;

/**
 * Tells how long each step's gradient took.
 *
 * @param taken is told nanoseconds
 */
record StepClock(GradientComputer source, LongConsumer taken) implements GradientComputer {
  @Override
  public GradientAggregate at(float[] parameters, Batch batch) {
    long begin = System.nanoTime();
    GradientAggregate sum = source.at(parameters, batch);
    taken.accept(System.nanoTime() - begin);
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

  @Override
  public void close() {}
}

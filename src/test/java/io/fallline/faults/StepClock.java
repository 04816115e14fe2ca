package io.fallline.faults;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.CurvatureSum;
import io.fallline.core.model.GradientSum;
import io.fallline.core.train.Batch;
import io.fallline.core.train.GradientSource;
import io.fallline.core.train.NonFiniteRow;
import io.fallline.core.train.Part;
import java.util.function.LongConsumer;

/**
 * Tells how long each step's gradient took.
 *
 * @param taken is told nanoseconds
 */
record StepClock(GradientSource source, LongConsumer taken) implements GradientSource {
  @Override
  public GradientSum at(float[] parameters, Batch batch) {
    long begin = System.nanoTime();
    GradientSum sum = source.at(parameters, batch);
    taken.accept(System.nanoTime() - begin);
    return sum;
  }

  @Override
  public Evaluation evaluate(float[] parameters, Part part) {
    return source.evaluate(parameters, part);
  }

  @Override
  public CurvatureSum curvature(double[] parameters, Part part) {
    return source.curvature(parameters, part);
  }

  @Override
  public NonFiniteRow nonFiniteRow(float[] parameters, Batch batch) {
    return source.nonFiniteRow(parameters, batch);
  }

  @Override
  public void close() {}
}

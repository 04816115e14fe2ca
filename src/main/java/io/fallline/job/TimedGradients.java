package io.fallline.job;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.GradientSum;
import io.fallline.core.train.Batch;
import io.fallline.core.train.GradientSource;
import io.fallline.core.train.Part;

/** Watches the clock while gradients are computed; the training loop has none. */
final class TimedGradients implements GradientSource {
  private final GradientSource source;
  private long startedStep;
  private long gradientNanos;

  TimedGradients(GradientSource source) {
    this.source = source;
  }

  @Override
  public GradientSum at(float[] parameters, Batch batch) {
    startedStep = System.nanoTime();
    GradientSum sum = source.at(parameters, batch);
    gradientNanos += System.nanoTime() - startedStep;
    return sum;
  }

  @Override
  public Evaluation evaluate(float[] parameters, Part part) {
    return source.evaluate(parameters, part);
  }

  /** Whom it watches. */
  GradientSource source() {
    return source;
  }

  /** Time since the step under way began with its gradient. */
  long stepNanos() {
    return System.nanoTime() - startedStep;
  }

  /** Of all steps together. */
  double gradientSeconds() {
    return gradientNanos / 1e9;
  }

  @Override
  public void close() {
    source.close();
  }
}

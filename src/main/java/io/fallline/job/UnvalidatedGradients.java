package io.fallline.job;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.GradientSum;
import io.fallline.core.train.Batch;
import io.fallline.core.train.GradientSource;
import io.fallline.core.train.NonFiniteRow;
import io.fallline.core.train.Part;

/** Gradients of another source, without evaluations: for those who do not look at them. */
record UnvalidatedGradients(GradientSource source) implements GradientSource {
  @Override
  public GradientSum at(float[] parameters, Batch batch) {
    return source.at(parameters, batch);
  }

  @Override
  public Evaluation evaluate(float[] parameters, Part part) {
    return Evaluation.EMPTY;
  }

  @Override
  public NonFiniteRow nonFiniteRow(float[] parameters, Batch batch) {
    return source.nonFiniteRow(parameters, batch);
  }

  @Override
  public void close() {
    source.close();
  }
}

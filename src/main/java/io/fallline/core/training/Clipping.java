package io.fallline.core.training;

import io.fallline.core.math.EuclideanNorm;

/**
 * Gradient clipping: bounds first every element, then the norm of all of them together.
 *
 * @param value the largest magnitude of an element; infinity where there is no bound
 * @param norm the largest norm; infinity where there is no bound
 */
public record Clipping(double value, double norm) {
  public static final Clipping NONE =
      new Clipping(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  void clip(double[] gradient, int size) {
    if (value < Double.POSITIVE_INFINITY) {
      for (int i = 0; i < size; i++) {
        gradient[i] = Math.max(-value, Math.min(value, gradient[i]));
      }
    }
    if (norm < Double.POSITIVE_INFINITY) {
      double found = EuclideanNorm.of(gradient, size);
      if (found > norm) {
        for (int i = 0; i < size; i++) {
          gradient[i] = gradient[i] / found * norm;
        }
      }
    }
  }
}

package io.fallline.core.optimizer;

import io.fallline.core.math.Range;

/**
 * One step of an update rule at some coordinates.
 *
 * @param coordinates which parameters the step changes
 * @param parameters θ, changed in place
 * @param gradient g, the mean gradient of the batch, penalty included, clipped; as long as {@code
 *     parameters}
 * @param learningRate η of this step
 * @param state what the rule keeps; its {@code step()} is the number of this step, from 1
 */
public record UpdateStep(
    Range coordinates,
    double[] parameters,
    double[] gradient,
    double learningRate,
    OptimizerState state) {

  public int from() {
    return coordinates.from();
  }

  public int to() {
    return coordinates.to();
  }

  public double[] slot(String name) {
    return state.slot(name);
  }

  /**
   * Numerator over denominator, which is not negative, and 0 where the numerator is 0: a coordinate
   * that never had a gradient has a running square of 0 and stays where it is, even with ε = 0.
   */
  static double ratio(double numerator, double denominator) {
    // not a branch, so that loops of it become vector instructions: 0 over the least number is 0
    return numerator / Math.max(denominator, Double.MIN_VALUE);
  }
}

package io.fallline.core.optimizer;

/** A quotient in which nothing over nothing is nothing. */
final class Ratio {
  private Ratio() {}

  /**
   * Numerator over denominator, which is not negative, and 0 where the numerator is 0: a coordinate
   * that never had a gradient has a running square of 0 and stays where it is, even with ε = 0.
   */
  static double of(double numerator, double denominator) {
    // not a branch, so that loops of it become vector instructions: 0 over the least number is 0
    return numerator / Math.max(denominator, Double.MIN_VALUE);
  }
}

package io.fallline.core.optimizer;

/** A quotient in which nothing over nothing is nothing. */
final class Ratio {
  private Ratio() {}

  /**
   * Numerator over denominator, and 0 where the numerator is 0: a coordinate that never had a
   * gradient has a running square of 0 and stays where it is, even with ε = 0.
   */
  static double of(double numerator, double denominator) {
    return numerator == 0 ? 0 : numerator / denominator;
  }
}

package io.fallline.job.configuration;

/** Conditions on numbers; none holds for NaN or infinity. */
final class NumberConditions {
  private NumberConditions() {}

  static boolean isPositive(double x) {
    return x > 0 && Double.isFinite(x);
  }

  static boolean isNotNegative(double x) {
    return x >= 0 && Double.isFinite(x);
  }
}

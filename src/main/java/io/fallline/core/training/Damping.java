package io.fallline.core.training;

/**
 * The damping of a Newton step after the one before: less where the quadratic model foretold the
 * fall, more where the objective fell less than foretold, or rose.
 *
 * <p>Levenberg, 1944; Marquardt, "An Algorithm for Least-Squares Estimation of Nonlinear
 * Parameters", 1963.
 */
final class Damping {
  /** Below this, damping is left out. */
  private static final double LEAST = 1e-4;

  private static final double FIRST = 0.1;

  private Damping() {}

  /**
   * After a step that was taken.
   *
   * @param ratio the fall of the objective over the fall that the model foretold
   */
  static double afterFall(double damping, double ratio) {
    if (ratio < 0.25) {
      return Math.max(2 * damping, FIRST);
    }
    double less = ratio > 0.75 ? damping / 10 : damping;
    return less < LEAST ? 0 : less;
  }

  /** After a step that was not taken, as the objective is no lower at its end. */
  static double afterRise(
      double damping,
      QuadraticModel here,
      QuadraticModel there,
      QuadraticModel.Step step,
      double l2) {
    return Math.max(10 * damping, 1 / shareToTry(here, there, step, l2) - 1);
  }

  /**
   * The share of a step that seems right where the whole was too long: the minimum of the cubic
   * through both ends and their derivatives, from a tenth to a half.
   *
   * <p>Nocedal and Wright, "Numerical Optimization", 2006, equation 3.59.
   */
  private static double shareToTry(
      QuadraticModel here, QuadraticModel there, QuadraticModel.Step step, double l2) {
    double begin = along(here.gradient(l2), step.change());
    double end = along(there.gradient(l2), step.change());
    double rise = there.objective(l2) - here.objective(l2);
    double d1 = begin + end - 3 * rise;
    double d2 = Math.sqrt(d1 * d1 - begin * end);
    double share = 1 - (end + d2 - d1) / (end - begin + 2 * d2);
    return share > 0.1 ? Math.min(share, 0.5) : 0.1; // NaN too
  }

  private static double along(double[] gradient, double[] direction) {
    double derivative = 0;
    for (int i = 0; i < gradient.length; i++) {
      derivative += gradient[i] * direction[i];
    }
    return derivative;
  }
}

package io.fallline.core.training;

/**
 * The l2 penalty of classes that are all but separable. Where they are separable, weights grow
 * without bound as the loss goes to 0; where they nearly are, the few rows on the wrong side decide
 * how large they get. Both show in the same number: how much loss is left, over all rows and in
 * nats, for each parameter.
 *
 * <p>The penalty is then the one under which the rows are most probable, by MacKay's fixed point (a
 * weight's prior variance is that of the weights found, counted by how many the rows determine): l2
 * = determined weights / (rows·‖w‖²). At most 1/rows, which is scikit-learn's default: rows, not
 * their weights, as the unit of weights is anybody's.
 *
 * <p>MacKay, "Bayesian Interpolation", 1992, section 4; twenty events a parameter: Austin and
 * Steyerberg, "Events per variable (EPV) and the relative performance of different strategies for
 * estimating the out-of-sample validity of logistic regression models", 2017.
 */
final class EstimatedPenalty {
  /**
   * With this much loss or more for each parameter, the rows determine the weights by themselves.
   */
  private static final double ENOUGH = 20;

  /** Of the largest penalty; nearer to none the parameters could grow as without one. */
  private static final double LEAST = 1e-3;

  /**
   * A change of this share makes no difference to a model: the penalty stays, and Newton settles.
   */
  private static final double CLOSE = 0.1;

  private EstimatedPenalty() {}

  static boolean isNeeded(QuadraticModel at, int outputs) {
    // one output's parameters are those that the others leave
    double parameters = at.curved() * (outputs > 1 ? 1 - 1.0 / outputs : 1);
    return at.rows() * at.loss() < ENOUGH * parameters;
  }

  static double largest(QuadraticModel at) {
    return 1.0 / at.rows();
  }

  /** A step of the fixed point, from parameters that were reached under this l2. */
  static double next(QuadraticModel at, double l2) {
    double largest = largest(at);
    double found = at.determinedWeights(l2) / (at.rows() * at.squaredWeights());
    // no weights at all make it infinite, or NaN
    double bounded = found < largest ? Math.max(LEAST * largest, found) : largest;
    return Math.abs(bounded - l2) < CLOSE * l2 ? l2 : bounded;
  }
}

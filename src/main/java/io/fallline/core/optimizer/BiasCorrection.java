package io.fallline.core.optimizer;

/**
 * The bias correction of a running mean, 1 − βᵗ: what a mean that started at zero is divided by, so
 * that it is a mean of what it has seen.
 *
 * <p>It is worked out once a step and kept in the state: a power costs more than the rest of a
 * coordinate's update, and the proximal step asks for it again at every coordinate.
 */
enum BiasCorrection {
  FIRST_MOMENT("firstMomentCorrection"),
  SECOND_MOMENT("secondMomentCorrection");

  private final String number;

  BiasCorrection(String number) {
    this.number = number;
  }

  void begin(double beta, OptimizerState state) {
    state.setNumber(number, 1 - StrictMath.pow(beta, state.step()));
  }

  /** The correction of the step under way; NaN before {@link #begin}. */
  double of(OptimizerState state) {
    return state.number(number, Double.NaN);
  }
}

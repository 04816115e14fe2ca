package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;
import java.util.List;

/**
 * Adam: a running mean of gradients over the root of a running mean of their squares, both
 * corrected for starting at zero: m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; θ ← θ − η·m̂/(√v̂ + ε), m̂
 * = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ).
 *
 * <p>Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1.
 */
sealed class Adam implements Optimizer permits Adamw, Amsgrad, Nadam, Radam {
  final double beta1;
  final double beta2;
  final double epsilon;

  Adam(Hyperparameters settings) {
    beta1 =
        settings.fraction(
            "beta1", 0.9, "decay of the running mean of gradients; closer to 1 remembers longer");
    beta2 =
        settings.fraction(
            "beta2",
            0.999,
            "decay of the running mean of squared gradients; closer to 1 remembers longer");
    epsilon =
        settings.notNegative(
            "epsilon",
            1e-8,
            "added to the divisor; a larger one shortens steps where gradients are small");
  }

  @Override
  public List<String> slots() {
    return List.of("m", "v");
  }

  @Override
  public void beginStep(OptimizerState state) {
    BiasCorrection.FIRST_MOMENT.begin(beta1, state);
    BiasCorrection.SECOND_MOMENT.begin(beta2, state);
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double[] m = step.slot("m");
    double[] v = step.slot("v");
    double rate = step.learningRate() / BiasCorrection.FIRST_MOMENT.of(step.state());
    double root = Math.sqrt(BiasCorrection.SECOND_MOMENT.of(step.state()));
    for (int i = step.from(); i < step.to(); i++) {
      double g = gradient[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      parameters[i] -= rate * UpdateStep.ratio(m[i], Math.sqrt(v[i]) / root + epsilon);
    }
  }

  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    return stepSizeOf(state.slot("v")[coordinate], learningRate, state);
  }

  /** The step size of a coordinate whose running mean of squared gradients is v. */
  final double stepSizeOf(double v, double learningRate, OptimizerState state) {
    return learningRate / (Math.sqrt(v / BiasCorrection.SECOND_MOMENT.of(state)) + epsilon);
  }

  /**
   * The bias correction of a running mean, 1 − βᵗ: what a mean that started at zero is divided by,
   * so that it is a mean of what it has seen.
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
}

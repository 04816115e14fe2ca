package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;
import java.util.List;

/**
 * RMSProp: the gradient over the root of a running mean of its squares: s ← ρs + (1−ρ)g²; θ ← θ −
 * ηg/(√s + ε).
 *
 * <p>Tieleman and Hinton, "Neural Networks for Machine Learning", lecture 6.5, 2012. Centered, the
 * running mean a of the gradients is taken out, s′ = max(0, s − a²) in place of s, an estimate of
 * their variance: Graves, "Generating Sequences With Recurrent Neural Networks", 2013. Its ε stands
 * outside the root here.
 */
final class Rmsprop implements Optimizer {
  private final double rho;
  private final double epsilon;
  private final boolean centered;

  Rmsprop(Hyperparameters settings) {
    rho =
        settings.fraction(
            "rho",
            0.9,
            "decay of the running mean of squared gradients; closer to 1 remembers longer");
    epsilon =
        settings.notNegative(
            "epsilon",
            1e-8,
            "added to the divisor; a larger one shortens steps where gradients are small");
    centered =
        settings.flag(
            "centered",
            false,
            "whether the square of the mean gradient is taken out of the divisor, so that steady gradients make longer steps");
  }

  @Override
  public List<String> slots() {
    return centered ? List.of("s", "a") : List.of("s");
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double learningRate = step.learningRate();
    double[] s = step.slot("s");
    double[] a = centered ? step.slot("a") : null;
    for (int i = step.from(); i < step.to(); i++) {
      double g = gradient[i];
      s[i] = rho * s[i] + (1 - rho) * g * g;
      if (centered) {
        a[i] = rho * a[i] + (1 - rho) * g;
      }
      parameters[i] -= learningRate * UpdateStep.ratio(g, Math.sqrt(square(i, s, a)) + epsilon);
    }
  }

  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    double[] a = centered ? state.slot("a") : null;
    return learningRate / (Math.sqrt(square(coordinate, state.slot("s"), a)) + epsilon);
  }

  /** s, or s′ where a is given; rounding may put s below a². */
  private static double square(int i, double[] s, double[] a) {
    return a == null ? s[i] : Math.max(0, s[i] - a[i] * a[i]);
  }
}

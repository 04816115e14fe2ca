package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Adadelta: steps in the parameters' own unit, the running size of past steps over that of past
 * gradients: s ← ρs + (1−ρ)g²; d = g·√(u+ε)/√(s+ε); u ← ρu + (1−ρ)d²; θ ← θ − ηd.
 *
 * <p>Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012, where η is 1.
 */
final class Adadelta implements Optimizer {
  private final double rho;
  private final double epsilon;

  Adadelta(Hyperparameters settings) {
    rho =
        settings.fraction(
            "rho",
            0.9,
            "decay of the running means of squared gradients and squared steps; closer to 1 remembers longer");
    epsilon =
        settings.notNegative(
            "epsilon", 1e-6, "added under both roots; a larger one makes the first steps longer");
  }

  @Override
  public OptionalDouble standardRate() {
    return OptionalDouble.of(1);
  }

  @Override
  public List<String> slots() {
    return List.of("s", "u");
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double learningRate = step.learningRate();
    double[] s = step.slot("s");
    double[] u = step.slot("u");
    for (int i = step.from(); i < step.to(); i++) {
      double g = gradient[i];
      s[i] = rho * s[i] + (1 - rho) * g * g;
      double d = UpdateStep.ratio(g * Math.sqrt(u[i] + epsilon), Math.sqrt(s[i] + epsilon));
      u[i] = rho * u[i] + (1 - rho) * d * d;
      parameters[i] -= learningRate * d;
    }
  }

  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    double s = state.slot("s")[coordinate];
    double u = state.slot("u")[coordinate];
    return learningRate * UpdateStep.ratio(Math.sqrt(u + epsilon), Math.sqrt(s + epsilon));
  }
}

package io.fallline.core.optimizer;

import io.fallline.core.optimizer.Adam.BiasCorrection;
import io.fallline.core.setting.Hyperparameters;
import java.util.List;

/**
 * AdaMax: Adam with the infinity norm, a decaying maximum in place of the second moment: m ← β₁m +
 * (1−β₁)g; u ← max(β₂u, |g| + ε); θ ← θ − η/(1−β₁ᵗ)·m/u.
 *
 * <p>Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 2; ε, which the
 * paper does not have, as in PyTorch.
 */
final class Adamax implements Optimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  Adamax(Hyperparameters settings) {
    beta1 =
        settings.fraction(
            "beta1", 0.9, "decay of the running mean of gradients; closer to 1 remembers longer");
    beta2 =
        settings.fraction(
            "beta2",
            0.999,
            "decay of the running maximum of gradients; closer to 1 remembers longer");
    epsilon =
        settings.notNegative(
            "epsilon",
            1e-8,
            "added to the size of each gradient; a larger one shortens steps where gradients are small");
  }

  @Override
  public List<String> slots() {
    return List.of("m", "u");
  }

  @Override
  public void beginStep(OptimizerState state) {
    BiasCorrection.FIRST_MOMENT.begin(beta1, state);
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double[] m = step.slot("m");
    double[] u = step.slot("u");
    double rate = step.learningRate() / BiasCorrection.FIRST_MOMENT.of(step.state());
    for (int i = step.from(); i < step.to(); i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * gradient[i];
      u[i] = Math.max(beta2 * u[i], Math.abs(gradient[i]) + epsilon);
      parameters[i] -= rate * UpdateStep.ratio(m[i], u[i]);
    }
  }

  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    return learningRate / state.slot("u")[coordinate];
  }
}

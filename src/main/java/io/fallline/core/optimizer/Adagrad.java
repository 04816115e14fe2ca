package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;
import java.util.List;

/**
 * AdaGrad: each coordinate's rate falls with the squares it has seen, so rare features keep a large
 * one: s ← s + g²; θ ← θ − ηg/(√s + ε).
 *
 * <p>Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic
 * Optimization", 2011.
 */
final class Adagrad implements Optimizer {
  private final double epsilon;

  Adagrad(Hyperparameters settings) {
    epsilon =
        settings.notNegative(
            "epsilon",
            1e-10,
            "added to the divisor; a larger one shortens steps where gradients are small");
  }

  @Override
  public List<String> slots() {
    return List.of("s");
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double learningRate = step.learningRate();
    double[] s = step.slot("s");
    for (int i = step.from(); i < step.to(); i++) {
      s[i] += gradient[i] * gradient[i];
      parameters[i] -= learningRate * UpdateStep.ratio(gradient[i], Math.sqrt(s[i]) + epsilon);
    }
  }

  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    return learningRate / (Math.sqrt(state.slot("s")[coordinate]) + epsilon);
  }

  @Override
  public boolean leavesUntouchedCoordinatesAlone() {
    return true;
  }
}

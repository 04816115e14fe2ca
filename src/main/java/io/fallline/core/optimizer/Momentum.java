package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;
import java.util.List;

/**
 * Gradient descent with momentum, the heavy ball: v ← μv − ηg; θ ← θ + v.
 *
 * <p>Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; written as
 * in Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013: η
 * is inside v, so a rate that changes acts on the new gradients only.
 */
sealed class Momentum implements Optimizer permits Nesterov {
  final double momentum;

  Momentum(Hyperparameters settings) {
    momentum =
        settings.fraction(
            "momentum",
            0.9,
            "share of the last step that the next one keeps; closer to 1 remembers longer and moves faster");
  }

  @Override
  public List<String> slots() {
    return List.of("v");
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double learningRate = step.learningRate();
    double[] v = step.slot("v");
    for (int i = step.from(); i < step.to(); i++) {
      v[i] = momentum * v[i] - learningRate * gradient[i];
      parameters[i] += v[i];
    }
  }

  /** η/(1−μ): the velocity that a constant gradient of 1 ends at. */
  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    return learningRate / (1 - momentum);
  }
}

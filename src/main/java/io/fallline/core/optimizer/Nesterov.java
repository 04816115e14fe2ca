package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;
import java.util.List;

/**
 * Nesterov's accelerated gradient: v ← μv − ηg; θ ← θ + μv − ηg.
 *
 * <p>The gradient belongs at the look-ahead point θ + μv; here the parameters are that point, so
 * that the gradient is taken where they are. Sutskever et al., "On the importance of initialization
 * and momentum in deep learning", 2013. Texts in which η multiplies μv as well describe another
 * rule.
 */
final class Nesterov implements Optimizer {
  /** μ, the share of the last step that is taken again; closer to 1 rolls on longer. */
  private final double momentum;

  Nesterov(Hyperparameters settings) {
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
      parameters[i] += momentum * v[i] - learningRate * gradient[i];
    }
  }

  /** η/(1−μ): the step that a constant gradient of 1 ends at. */
  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    return learningRate / (1 - momentum);
  }
}

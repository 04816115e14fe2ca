package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;

/**
 * Nesterov's accelerated gradient: v ← μv − ηg; θ ← θ + μv − ηg.
 *
 * <p>The gradient belongs at the look-ahead point θ + μv; here the parameters are that point, so
 * that the gradient is taken where they are. Sutskever et al., "On the importance of initialization
 * and momentum in deep learning", 2013. Texts in which η multiplies μv as well describe another
 * rule.
 */
final class Nesterov extends Momentum {
  Nesterov(Hyperparameters settings) {
    super(settings);
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
}

package io.fallline.core.training;

import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.UpdateStep;

/**
 * The proximal step of the penalty l1‖w‖₁, after an update: w ← sign(w)·max(0, |w| − l1·step), the
 * step being the one that the rule gives a constant gradient. Weights become exactly 0; biases are
 * left alone.
 *
 * <p>Parikh and Boyd, "Proximal Algorithms", 2014, section 6.5.2.
 *
 * @param l1 how strongly weights are drawn to 0; a larger one leaves fewer of them
 */
public record SoftThreshold(double l1) {
  SoftThreshold times(double factor) {
    return factor == 1 ? this : new SoftThreshold(l1 * factor);
  }

  void apply(Optimizer optimizer, UpdateStep step) {
    if (l1 == 0 || step.coordinates().bias()) {
      return;
    }
    double[] parameters = step.parameters();
    for (int i = step.from(); i < step.to(); i++) {
      double threshold = l1 * optimizer.stepSize(i, step.learningRate(), step.state());
      double shrunk = Math.max(0, Math.abs(parameters[i]) - threshold);
      parameters[i] = shrunk == 0 ? 0 : Math.copySign(shrunk, parameters[i]);
    }
  }
}

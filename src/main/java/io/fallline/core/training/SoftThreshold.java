package io.fallline.core.training;

import io.fallline.core.math.Range;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.OptimizerState;

/**
 * The proximal step of the penalty l1‖w‖₁, after an update: w ← sign(w)·max(0, |w| − l1·step), the
 * step being the one that the rule gives a constant gradient. Weights become exactly 0; biases are
 * left alone.
 *
 * <p>Parikh and Boyd, "Proximal Algorithms", 2014, section 6.5.2.
 */
public record SoftThreshold(double l1) {
  SoftThreshold times(double factor) {
    return factor == 1 ? this : new SoftThreshold(l1 * factor);
  }

  public void apply(
      Optimizer optimizer,
      Range range,
      double[] parameters,
      double learningRate,
      OptimizerState state) {
    if (l1 == 0 || range.bias()) {
      return;
    }
    for (int i = range.from(); i < range.to(); i++) {
      double threshold = l1 * optimizer.stepSize(i, learningRate, state);
      double shrunk = Math.max(0, Math.abs(parameters[i]) - threshold);
      parameters[i] = shrunk == 0 ? 0 : Math.copySign(shrunk, parameters[i]);
    }
  }
}

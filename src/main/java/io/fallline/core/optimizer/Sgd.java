package io.fallline.core.optimizer;

import io.fallline.core.math.Range;
import io.fallline.core.setting.Hyperparameters;
import java.util.List;

/** Plain gradient descent: θ ← θ − ηg. */
final class Sgd implements Optimizer {
  Sgd(Hyperparameters settings) {}

  @Override
  public List<String> slots() {
    return List.of();
  }

  @Override
  public void update(
      Range coordinates,
      double[] parameters,
      double[] gradient,
      double learningRate,
      OptimizerState state) {
    for (int i = coordinates.from(); i < coordinates.to(); i++) {
      parameters[i] -= learningRate * gradient[i];
    }
  }

  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    return learningRate;
  }

  @Override
  public boolean leavesUntouchedCoordinatesAlone() {
    return true;
  }
}

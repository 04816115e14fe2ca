package io.fallline.core.optimizer;

import java.util.List;

/** Plain gradient descent: θ ← θ − ηg. */
final class Sgd implements Optimizer {
  @Override
  public List<String> slots() {
    return List.of();
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double learningRate = step.learningRate();
    for (int i = step.from(); i < step.to(); i++) {
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

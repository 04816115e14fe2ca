package io.fallline.core.optimizer;

import io.fallline.core.optimizer.Optimizer.Penalty;
import io.fallline.core.setting.Hyperparameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Lion: every weight moves by the rate, in the direction of a mean of gradients: θ ← θ − η(sign(β₁m
 * + (1−β₁)g) + λθ); then m ← β₂m + (1−β₂)g. Biases do not decay.
 *
 * <p>Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023, algorithm 2.
 */
final class Lion implements Optimizer {
  private final double beta1;
  private final double beta2;
  private final double weightDecay;

  Lion(Hyperparameters settings) {
    beta1 =
        settings.fraction(
            "beta1",
            0.9,
            "weight of the running mean beside the present gradient in a step's direction; closer to 1 follows the mean");
    beta2 =
        settings.fraction(
            "beta2", 0.99, "decay of the running mean of gradients; closer to 1 remembers longer");
    weightDecay =
        settings.notNegative(
            "weightDecay",
            0,
            "share of a weight that a step takes off, times the learning rate; a larger one keeps weights smaller");
  }

  @Override
  public List<String> slots() {
    return List.of("m");
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double learningRate = step.learningRate();
    double[] m = step.slot("m");
    double decay = step.coordinates().bias() ? 0 : weightDecay;
    for (int i = step.from(); i < step.to(); i++) {
      double direction = Math.signum(beta1 * m[i] + (1 - beta1) * gradient[i]);
      parameters[i] -= learningRate * (direction + decay * parameters[i]);
      m[i] = beta2 * m[i] + (1 - beta2) * gradient[i];
    }
  }

  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    return learningRate;
  }

  /**
   * Not L1: a step does not grow with the gradient, so no shrinkage balances it at the objective's
   * minimum.
   */
  @Override
  public Set<Penalty> penalties() {
    return EnumSet.of(Penalty.L2);
  }
}

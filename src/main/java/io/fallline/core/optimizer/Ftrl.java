package io.fallline.core.optimizer;

import io.fallline.core.optimizer.Optimizer.Penalty;
import io.fallline.core.setting.Hyperparameters;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * FTRL-proximal, with a rate of its own for each coordinate: σ = (√(n+g²) − √n)/η; z ← z + g − σθ;
 * n ← n + g²; θ = 0 where |z| ≤ λ₁, else −(z − sign(z)λ₁)/((β+√n)/η + λ₂). Biases have neither λ₁
 * nor λ₂.
 *
 * <p>McMahan et al., "Ad Click Prediction: a View from the Trenches", 2013, algorithm 1, with α the
 * step's learning rate. There the first parameters are 0; here z starts so that they are the given
 * ones.
 */
final class Ftrl implements Optimizer {
  private final double beta;
  private final double l1;
  private final double l2;

  Ftrl(Hyperparameters settings) {
    // above 0: with β = 0 no z could stand for given first parameters, as n starts at 0
    beta =
        settings.positive(
            "beta",
            1,
            "added to the divisor of each coordinate's rate; a larger one shortens the first steps");
    l1 =
        settings.notNegative(
            "l1", 0, "the L1 penalty inside the rule; a larger one makes more weights exactly 0");
    l2 =
        settings.notNegative(
            "l2", 0, "the L2 penalty inside the rule; a larger one keeps weights smaller");
  }

  /** Of rows whose columns have a common size; what the clicks of the samples were tuned to. */
  @Override
  public OptionalDouble standardRate() {
    return OptionalDouble.of(0.5);
  }

  @Override
  public List<String> slots() {
    return List.of("z", "n");
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double learningRate = step.learningRate();
    double[] z = step.slot("z");
    double[] n = step.slot("n");
    double l1 = step.coordinates().bias() ? 0 : this.l1;
    double l2 = step.coordinates().bias() ? 0 : this.l2;
    for (int i = step.from(); i < step.to(); i++) {
      if (step.state().step() == 1) {
        z[i] = -parameters[i] * (beta / learningRate + l2) - Math.signum(parameters[i]) * l1;
      }
      double root = Math.sqrt(n[i]);
      n[i] += gradient[i] * gradient[i];
      z[i] += gradient[i] - (Math.sqrt(n[i]) - root) / learningRate * parameters[i];
      double shrunk = Math.abs(z[i]) <= l1 ? 0 : z[i] - Math.signum(z[i]) * l1;
      parameters[i] = shrunk == 0 ? 0 : -shrunk / ((beta + Math.sqrt(n[i])) / learningRate + l2);
    }
  }

  /**
   * 1/((β+√n)/η + λ₂): what a gradient moves a parameter by while the learning rate stays and λ₁ is
   * 0.
   */
  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    return 1 / ((beta + Math.sqrt(state.slot("n")[coordinate])) / learningRate + l2);
  }

  /** None: the rule has its own. */
  @Override
  public Set<Penalty> penalties() {
    return EnumSet.noneOf(Penalty.class);
  }
}

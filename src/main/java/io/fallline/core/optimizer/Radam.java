package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;

/**
 * RAdam: {@link Adam} whose steps are damped while the second moment rests on few gradients, by r =
 * √((ρₜ−4)(ρₜ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρₜ)), with ρ∞ = 2/(1−β₂) − 1 and ρₜ = ρ∞ − 2tβ₂ᵗ/(1−β₂ᵗ): θ ← θ −
 * ηr·m̂·√(1−β₂ᵗ)/(√v + ε) where ρₜ &gt; 5, else momentum alone, θ ← θ − ηm̂.
 *
 * <p>Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond", 2020, in PyTorch's
 * form: the limit is 5 (the paper has 4), and ε is added to √v before the correction.
 */
final class Radam extends Adam {
  private static final String RECTIFICATION = "rectification";

  Radam(Hyperparameters settings) {
    super(settings);
  }

  @Override
  public void beginStep(OptimizerState state) {
    super.beginStep(state);
    state.setNumber(RECTIFICATION, rectification(state));
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double[] m = step.slot("m");
    double[] v = step.slot("v");
    double correction = BiasCorrection.FIRST_MOMENT.of(step.state());
    double rate = step.learningRate() * adaptiveFactor(step.state()) / correction;
    boolean adaptive = isAdaptive(step.state());
    for (int i = step.from(); i < step.to(); i++) {
      double g = gradient[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      double direction = adaptive ? UpdateStep.ratio(m[i], Math.sqrt(v[i]) + epsilon) : m[i];
      parameters[i] -= rate * direction;
    }
  }

  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    double rate = learningRate * adaptiveFactor(state);
    return isAdaptive(state) ? rate / (Math.sqrt(state.slot("v")[coordinate]) + epsilon) : rate;
  }

  /** r of the step under way; 0 where the second moment is not to be used yet. */
  private double rectification(OptimizerState state) {
    double power = StrictMath.pow(beta2, state.step());
    double limit = 2 / (1 - beta2) - 1;
    double length = limit - 2 * state.step() * power / (1 - power);
    if (length <= 5) {
      return 0;
    }
    return Math.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
  }

  private static boolean isAdaptive(OptimizerState state) {
    return state.number(RECTIFICATION, Double.NaN) != 0;
  }

  /** r·√(1−β₂ᵗ), or 1 for momentum alone. */
  private static double adaptiveFactor(OptimizerState state) {
    double rectification = state.number(RECTIFICATION, Double.NaN);
    double root = Math.sqrt(BiasCorrection.SECOND_MOMENT.of(state));
    return isAdaptive(state) ? rectification * root : 1;
  }
}

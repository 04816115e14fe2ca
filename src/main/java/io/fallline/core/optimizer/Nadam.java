package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;

/**
 * NAdam: {@link Adam} with Nesterov's look-ahead and a momentum that warms up: μₜ = β₁(1 −
 * ½·0.96^{tψ}); θ ← θ − η[(1−μₜ)g/(1−Πμ) + μₜ₊₁m/(1−Πμ·μₜ₊₁)]/(√v̂ + ε), where Πμ is the product of
 * all μ up to μₜ and ψ the momentum decay.
 *
 * <p>Dozat, "Incorporating Nesterov Momentum into Adam", 2016, in the form of PyTorch 2, but for
 * Πμ, which PyTorch keeps as a float32.
 *
 * <p>The l1 penalty takes Adam's step size: for a constant gradient the two terms of the numerator
 * add up to it in the long run.
 */
final class Nadam extends Adam {
  private static final String MOMENTUM_PRODUCT = "momentumProduct";

  private final double momentumDecay;

  Nadam(Hyperparameters settings) {
    super(settings);
    momentumDecay =
        settings.notNegative(
            "momentumDecay",
            0.004,
            "how fast the momentum rises to beta1; a larger one rises faster");
  }

  /** The first form was that of PyTorch 1.13, whose second term counted μₜ twice. */
  @Override
  public int form() {
    return 2;
  }

  @Override
  public void beginStep(OptimizerState state) {
    state.setNumber(MOMENTUM_PRODUCT, state.number(MOMENTUM_PRODUCT, 1) * momentum(state.step()));
    BiasCorrection.SECOND_MOMENT.begin(beta2, state);
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double[] m = step.slot("m");
    double[] v = step.slot("v");
    double now = momentum(step.state().step());
    double next = momentum(step.state().step() + 1);
    double product = step.state().number(MOMENTUM_PRODUCT, Double.NaN);
    double gradientRate = step.learningRate() * (1 - now) / (1 - product);
    double meanRate = step.learningRate() * next / (1 - product * next);
    double correction = BiasCorrection.SECOND_MOMENT.of(step.state());
    for (int i = step.from(); i < step.to(); i++) {
      double g = gradient[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      double numerator = gradientRate * g + meanRate * m[i];
      parameters[i] -= UpdateStep.ratio(numerator, Math.sqrt(v[i] / correction) + epsilon);
    }
  }

  /** μₜ. */
  private double momentum(long step) {
    return beta1 * (1 - 0.5 * StrictMath.pow(0.96, step * momentumDecay));
  }
}

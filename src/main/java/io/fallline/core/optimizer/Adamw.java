package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;

/**
 * AdamW: {@link Adam} with decoupled weight decay: θ ← θ − ηλθ, then Adam's step. Unlike an L2
 * penalty, the decay does not pass through the moments, so it is the same for every weight. Biases
 * do not decay.
 *
 * <p>Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019, in PyTorch's form: λ is
 * multiplied by the learning rate.
 */
final class Adamw extends Adam {
  private final double weightDecay;

  Adamw(Hyperparameters settings) {
    super(settings);
    weightDecay =
        settings.notNegative(
            "weightDecay",
            0.01,
            "share of a weight that a step takes off, times the learning rate; a larger one keeps weights smaller");
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double[] m = step.slot("m");
    double[] v = step.slot("v");
    double decay = step.coordinates().bias() ? 0 : step.learningRate() * weightDecay;
    double rate = step.learningRate() / BiasCorrection.FIRST_MOMENT.of(step.state());
    double root = Math.sqrt(BiasCorrection.SECOND_MOMENT.of(step.state()));
    for (int i = step.from(); i < step.to(); i++) {
      double g = gradient[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      parameters[i] -= decay * parameters[i];
      parameters[i] -= rate * UpdateStep.ratio(m[i], Math.sqrt(v[i]) / root + epsilon);
    }
  }
}

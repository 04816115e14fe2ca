package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;
import java.util.List;

/**
 * AMSGrad: {@link Adam} whose second moment never falls, so that no coordinate's rate rises: x ←
 * max(x, v) takes the place of v.
 *
 * <p>Reddi, Kale and Kumar, "On the Convergence of Adam and Beyond", 2018, in PyTorch's form: the
 * correction 1−β₂ᵗ comes after the maximum (the paper has none).
 */
final class Amsgrad extends Adam {
  Amsgrad(Hyperparameters settings) {
    super(settings);
  }

  @Override
  public List<String> slots() {
    return List.of("m", "v", "x");
  }

  @Override
  public void update(UpdateStep step) {
    double[] parameters = step.parameters();
    double[] gradient = step.gradient();
    double[] m = step.slot("m");
    double[] v = step.slot("v");
    double[] x = step.slot("x");
    double rate = step.learningRate() / BiasCorrection.FIRST_MOMENT.of(step.state());
    double root = Math.sqrt(BiasCorrection.SECOND_MOMENT.of(step.state()));
    for (int i = step.from(); i < step.to(); i++) {
      double g = gradient[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      x[i] = Math.max(x[i], v[i]);
      parameters[i] -= rate * UpdateStep.ratio(m[i], Math.sqrt(x[i]) / root + epsilon);
    }
  }

  @Override
  public double stepSize(int coordinate, double learningRate, OptimizerState state) {
    return stepSizeOf(state.slot("x")[coordinate], learningRate, state);
  }
}

package io.fallline.core.loss;

import io.fallline.core.setting.Hyperparameters;

/**
 * ½e² where |e| ≤ δ, else δ(|e| − ½δ), with e = z − y.
 *
 * <p>Huber, "Robust Estimation of a Location Parameter", 1964.
 */
final class Huber implements Loss {
  private final double delta;

  Huber(Hyperparameters settings) {
    delta =
        settings.positive(
            "delta", 1.0, "residuals up to this size count squared, larger ones linearly");
  }

  @Override
  public LabelKind labels() {
    return LabelKind.NUMBER;
  }

  @Override
  public double ofRow(double[] scores, double label, double[] derivative) {
    double error = scores[0] - label;
    double distance = Math.abs(error);
    if (distance > delta) {
      derivative[0] = Math.copySign(delta, error);
      return delta * (distance - 0.5 * delta);
    }
    derivative[0] = error;
    return 0.5 * error * error;
  }

  /** A square up to δ, a distance beyond. */
  @Override
  public double lossUnit(double labelUnit) {
    return labelUnit * Math.min(labelUnit, Math.scalb(1.0, Math.getExponent(delta)));
  }
}

package io.fallline.core.loss;

import io.fallline.core.setting.Hyperparameters;
import java.util.OptionalDouble;

/**
 * The pinball loss, least at the quantile τ: τ(y − z) where the score is too low, (1 − τ)(z − y)
 * where it is too high.
 *
 * <p>Koenker and Bassett, "Regression Quantiles", 1978.
 */
final class Quantile implements Loss {
  private final double tau;

  Quantile(Hyperparameters settings) {
    tau =
        settings.number(
            "tau",
            0.5,
            "a number in (0, 1)",
            x -> x > 0 && x < 1,
            "the quantile that is predicted; 0.5 is the median");
  }

  @Override
  public LabelKind labels() {
    return LabelKind.NUMBER;
  }

  @Override
  public OptionalDouble quantile() {
    return OptionalDouble.of(tau);
  }

  @Override
  public double ofRow(double[] scores, double label, double[] derivative) {
    double error = scores[0] - label;
    if (error < 0) {
      derivative[0] = -tau;
      return -tau * error;
    }
    derivative[0] = (1 - tau) * Math.signum(error);
    return (1 - tau) * error;
  }

  @Override
  public double lossUnit(double labelUnit) {
    return labelUnit;
  }
}

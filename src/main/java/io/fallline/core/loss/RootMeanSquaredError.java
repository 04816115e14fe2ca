package io.fallline.core.loss;

/**
 * √(Σw(z − y)² / W): the one loss that is not a mean over rows. Rows add up S = Σw(z − y)² and Σw(z
 * − y)·∂z/∂θ, half the gradient of S; since ∂√(S/W)/∂θ = Σw(z − y)·∂z/∂θ / (W·√(S/W)), one factor
 * makes the gradient at the end.
 */
final class RootMeanSquaredError implements Loss {
  @Override
  public LabelKind labels() {
    return LabelKind.NUMBER;
  }

  @Override
  public double ofRow(double[] scores, double label, double[] derivative) {
    double error = scores[0] - label;
    derivative[0] = error;
    return error * error;
  }

  @Override
  public boolean isSquare() {
    return true;
  }

  @Override
  public double ofBatch(double sum, double weight) {
    return Math.sqrt(sum / weight);
  }

  /** 0 at norm 0, where the root has a kink. */
  @Override
  public double gradientFactor(double sum, double weight) {
    return sum == 0 ? 0 : 1 / (weight * ofBatch(sum, weight));
  }

  @Override
  public boolean isMeanOfRows() {
    return false;
  }

  @Override
  public double lossUnit(double labelUnit) {
    return labelUnit;
  }
}

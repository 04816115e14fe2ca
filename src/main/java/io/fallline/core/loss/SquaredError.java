package io.fallline.core.loss;

/** (z − y)², without ½, so that its mean is the mean squared error that is reported. */
final class SquaredError implements Loss {
  @Override
  public LabelKind labels() {
    return LabelKind.NUMBER;
  }

  @Override
  public double ofRow(double[] scores, double label, double[] derivative) {
    double error = scores[0] - label;
    derivative[0] = 2 * error;
    return error * error;
  }

  @Override
  public boolean isSquare() {
    return true;
  }

  @Override
  public double lossUnit(double labelUnit) {
    return labelUnit * labelUnit;
  }

  @Override
  public boolean hasCurvature() {
    return true;
  }

  @Override
  public void curvature(double[] scores, double label, double[] curvature) {
    curvature[0] = 2;
  }
}

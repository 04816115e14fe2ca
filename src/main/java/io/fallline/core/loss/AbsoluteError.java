package io.fallline.core.loss;

/** |z − y|. */
final class AbsoluteError implements Loss {
  @Override
  public LabelKind labels() {
    return LabelKind.NUMBER;
  }

  @Override
  public double ofRow(double[] scores, double label, double[] derivative) {
    double error = scores[0] - label;
    derivative[0] = Math.signum(error);
    return Math.abs(error);
  }

  @Override
  public double lossUnit(double labelUnit) {
    return labelUnit;
  }
}

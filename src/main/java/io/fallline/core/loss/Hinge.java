package io.fallline.core.loss;

/** max(0, 1 − sz) with s = 2y − 1. */
final class Hinge implements Loss {
  @Override
  public LabelKind labels() {
    return LabelKind.BINARY;
  }

  @Override
  public double ofRow(double[] scores, double label, double[] derivative) {
    double sign = 2 * label - 1;
    double shortfall = 1 - sign * scores[0];
    if (shortfall <= 0) {
      derivative[0] = 0;
      return 0;
    }
    derivative[0] = -sign;
    return shortfall;
  }
}

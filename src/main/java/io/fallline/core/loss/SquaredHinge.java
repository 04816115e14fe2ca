package io.fallline.core.loss;

/** max(0, 1 − sz)² with s = 2y − 1. */
final class SquaredHinge implements Loss {
  @Override
  public LabelKind labels() {
    return LabelKind.BINARY;
  }

  @Override
  public double ofRow(double[] scores, double label, double[] slope) {
    double sign = 2 * label - 1;
    double shortfall = 1 - sign * scores[0];
    if (shortfall <= 0) {
      slope[0] = 0;
      return 0;
    }
    slope[0] = -2 * sign * shortfall;
    return shortfall * shortfall;
  }
}

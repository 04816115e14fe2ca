package io.fallline.core.loss;

/** max(0, 1 − sz)² with s = 2y − 1. */
final class SquaredHinge implements Loss {
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
    derivative[0] = -2 * sign * shortfall;
    return shortfall * shortfall;
  }

  @Override
  public boolean hasCurvature() {
    return true;
  }

  /** (−2s(1 − sz))′ = 2s² = 2 where there is a shortfall; elsewhere the loss is flat. */
  @Override
  public void curvature(double[] scores, double label, double[] curvature) {
    double sign = 2 * label - 1;
    curvature[0] = 1 - sign * scores[0] > 0 ? 2 : 0;
  }
}

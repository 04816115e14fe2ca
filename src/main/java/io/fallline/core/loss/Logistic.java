package io.fallline.core.loss;

import io.fallline.core.math.Elementary;

/**
 * log(1 + e^{−sz}) with s = 2y − 1, on the branch whose exponential cannot overflow; the derivative
 * is −s·σ(−sz).
 */
final class Logistic implements Loss {
  @Override
  public LabelKind labels() {
    return LabelKind.BINARY;
  }

  @Override
  public double ofRow(double[] scores, double label, double[] derivative) {
    double sign = 2 * label - 1;
    double margin = sign * scores[0];
    double power = StrictMath.exp(-Math.abs(margin));
    boolean right = margin >= 0;
    derivative[0] = -sign * (right ? power : 1) / (1 + power);
    return (right ? 0 : -margin) + StrictMath.log1p(power);
  }

  @Override
  public void ofRows(
      int rows,
      int outputs,
      double[] scores,
      double[] labels,
      int firstLabel,
      double[] losses,
      double[] scratch) {
    for (int i = 0; i < rows; i++) {
      double margin = (2 * labels[firstLabel + i] - 1) * scores[i];
      scratch[i] = -Math.abs(margin);
      scores[i] = margin;
    }
    Elementary.exp(scratch, rows);
    System.arraycopy(scratch, 0, losses, 0, rows);
    Elementary.log1p(losses, rows);
    for (int i = 0; i < rows; i++) {
      double sign = 2 * labels[firstLabel + i] - 1;
      double power = scratch[i];
      double margin = scores[i];
      losses[i] += Math.max(0, -margin);
      scores[i] = -sign * (margin >= 0 ? power : 1) / (1 + power);
    }
  }

  @Override
  public OutputActivation outputActivation() {
    return OutputActivation.SIGMOID;
  }

  @Override
  public boolean hasCurvature() {
    return true;
  }

  /** (−s·σ(−sz))′ = s²·σ(−sz)·σ(sz), whichever the class; both from e^{−|z|}. */
  @Override
  public void curvature(double[] scores, double label, double[] curvature) {
    double power = StrictMath.exp(-Math.abs(scores[0]));
    curvature[0] = power / ((1 + power) * (1 + power));
  }
}

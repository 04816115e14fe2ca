package io.fallline.core.loss;

/**
 * log(1 + e^{−sz}) with s = 2y − 1, on the branch whose exponential cannot overflow; the slope is
 * −s·σ(−sz).
 */
final class Logistic implements Loss {
  @Override
  public LabelKind labels() {
    return LabelKind.BINARY;
  }

  @Override
  public double ofRow(double[] scores, double label, double[] slope) {
    double sign = 2 * label - 1;
    double margin = sign * scores[0];
    double power = StrictMath.exp(-Math.abs(margin));
    boolean right = margin >= 0;
    slope[0] = -sign * (right ? power : 1) / (1 + power);
    return (right ? 0 : -margin) + StrictMath.log1p(power);
  }

  @Override
  public boolean hasProbabilities() {
    return true;
  }

  @Override
  public void probabilities(double[] scores, double[] probabilities) {
    double score = scores[0];
    double power = StrictMath.exp(-Math.abs(score));
    double likelier = 1 / (1 + power);
    double other = power / (1 + power);
    probabilities[0] = score >= 0 ? other : likelier;
    probabilities[1] = score >= 0 ? likelier : other;
  }
}

package io.fallline.core.loss;

/**
 * e^z − yz: the negative log likelihood of a Poisson count with mean e^z, without the term that z
 * does not change.
 */
final class Poisson implements Loss {
  @Override
  public LabelKind labels() {
    return LabelKind.COUNT;
  }

  @Override
  public double ofRow(double[] scores, double label, double[] derivative) {
    double score = scores[0];
    double mean = StrictMath.exp(score);
    derivative[0] = mean - label;
    return mean - label * score;
  }

  @Override
  public OutputActivation outputActivation() {
    return OutputActivation.EXP;
  }

  @Override
  public boolean hasCurvature() {
    return true;
  }

  /** (e^z − y)′ = e^z. */
  @Override
  public void curvature(double[] scores, double label, double[] curvature) {
    curvature[0] = StrictMath.exp(scores[0]);
  }
}

package io.fallline.core.loss;

/**
 * −log softmax(z)_y = log Σ e^{z_k − max} − (z_y − max), one score a class; the slope is softmax(z)
 * less 1 at y. Shifted by the greatest score, no exponential overflows.
 */
final class Softmax implements Loss {
  @Override
  public LabelKind labels() {
    return LabelKind.CLASS;
  }

  @Override
  public int outputs(int classes) {
    return classes;
  }

  @Override
  public double ofRow(double[] scores, double label, double[] slope) {
    int labelled = (int) label;
    double score = scores[labelled];
    double greatest = greatest(scores);
    double sum = shiftedPowers(scores, greatest, slope);
    for (int k = 0; k < scores.length; k++) {
      slope[k] /= sum;
    }
    slope[labelled] -= 1;
    return StrictMath.log(sum) - (score - greatest);
  }

  @Override
  public boolean hasProbabilities() {
    return true;
  }

  @Override
  public void probabilities(double[] scores, double[] probabilities) {
    double sum = shiftedPowers(scores, greatest(scores), probabilities);
    for (int k = 0; k < scores.length; k++) {
      probabilities[k] /= sum;
    }
  }

  private static double greatest(double[] scores) {
    double greatest = scores[0];
    for (double score : scores) {
      greatest = Math.max(greatest, score);
    }
    return greatest;
  }

  /** Sets every power to e^{z − greatest}, and returns their sum. */
  private static double shiftedPowers(double[] scores, double greatest, double[] powers) {
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      powers[k] = StrictMath.exp(scores[k] - greatest);
      sum += powers[k];
    }
    return sum;
  }
}

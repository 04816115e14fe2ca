package io.fallline.core.loss;

import io.fallline.core.math.Elementary;

/**
 * −log softmax(z)_y = log Σ e^{z_k − max} − (z_y − max), one score a class; the derivative is
 * softmax(z) less 1 at y. Shifted by the greatest score, no exponential overflows.
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
  public double ofRow(double[] scores, double label, double[] derivative) {
    int labelled = (int) label;
    double score = scores[labelled];
    double greatest = greatest(scores);
    double sum = shiftedPowers(scores, greatest, derivative);
    for (int k = 0; k < scores.length; k++) {
      derivative[k] /= sum;
    }
    derivative[labelled] -= 1;
    return StrictMath.log(sum) - (score - greatest);
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
      int start = i * outputs;
      double greatest = scores[start];
      for (int k = 1; k < outputs; k++) {
        greatest = Math.max(greatest, scores[start + k]);
      }
      losses[i] = greatest - scores[start + (int) labels[firstLabel + i]];
      for (int k = 0; k < outputs; k++) {
        scores[start + k] -= greatest;
      }
    }
    Elementary.exp(scores, rows * outputs);
    for (int i = 0; i < rows; i++) {
      int start = i * outputs;
      double sum = 0;
      for (int k = 0; k < outputs; k++) {
        sum += scores[start + k];
      }
      losses[i] += StrictMath.log(sum);
      double inverse = 1 / sum;
      for (int k = 0; k < outputs; k++) {
        scores[start + k] *= inverse;
      }
      scores[start + (int) labels[firstLabel + i]] -= 1;
    }
  }

  /** The sum of powers is the same for all of them. */
  @Override
  public double[] ofEachClass(double[] scores) {
    double[] losses = new double[scores.length];
    double greatest = greatest(scores);
    double logSum = StrictMath.log(shiftedPowers(scores, greatest, losses));
    for (int c = 0; c < losses.length; c++) {
      losses[c] = logSum - (scores[c] - greatest);
    }
    return losses;
  }

  @Override
  public OutputActivation outputActivation() {
    return OutputActivation.SOFTMAX;
  }

  @Override
  public boolean hasCurvature() {
    return true;
  }

  /**
   * With p = softmax(z): ∂p_k/∂z_l = p_k(1 − p_k) where k = l, else −p_k·p_l. The rows of the
   * matrix add up to 0, as 1 − p_k is the sum of the others; so the diagonal is what makes them do
   * so, which keeps its digits where p_k is all but 1.
   */
  @Override
  public void curvature(double[] scores, double label, double[] curvature) {
    int outputs = scores.length;
    double[] p = new double[outputs];
    probabilities(scores, p);
    for (int k = 0; k < outputs; k++) {
      double others = 0;
      for (int l = 0; l < outputs; l++) {
        if (l != k) {
          curvature[k * outputs + l] = -p[k] * p[l];
          others += p[k] * p[l];
        }
      }
      curvature[k * outputs + k] = others;
    }
  }

  static double greatest(double[] scores) {
    double greatest = scores[0];
    for (double score : scores) {
      greatest = Math.max(greatest, score);
    }
    return greatest;
  }

  /** Sets every power to e^{z − greatest}, and returns their sum. */
  static double shiftedPowers(double[] scores, double greatest, double[] powers) {
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      powers[k] = StrictMath.exp(scores[k] - greatest);
      sum += powers[k];
    }
    return sum;
  }
}

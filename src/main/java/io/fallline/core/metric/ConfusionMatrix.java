package io.fallline.core.metric;

import java.io.Serializable;

/**
 * The confusion matrix: how much weight of each class was predicted to be each class.
 *
 * @param weights classes × classes, a row for each label, a column for each prediction
 */
public record ConfusionMatrix(int classes, double[] weights) implements Serializable {
  static final ConfusionMatrix EMPTY = new ConfusionMatrix(0, new double[0]);

  /** A measure of one class, from the weights of its hits, of its labels and of its predictions. */
  @FunctionalInterface
  interface Ratio {
    double of(double hits, double labelled, double predicted);
  }

  /** The weight of the rows of this label that got this prediction. */
  public double weight(int label, int prediction) {
    return weights[label * classes + prediction];
  }

  static ConfusionMatrix add(ConfusionMatrix left, ConfusionMatrix right) {
    if (left.classes != right.classes) {
      throw new IllegalArgumentException(
          "confusion matrices of " + left.classes + " and " + right.classes + " classes");
    }
    double[] sum = left.weights.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += right.weights[i];
    }
    return new ConfusionMatrix(left.classes, sum);
  }

  double accuracy() {
    double hits = 0;
    double total = 0;
    for (int label = 0; label < classes; label++) {
      hits += weight(label, label);
      total += labelled(label);
    }
    return hits / total;
  }

  /**
   * The measure of class 1 where there are two classes. Of more classes, the mean over those that
   * occur as label or prediction; there a measure that is undefined, such as the precision of a
   * class never predicted, counts 0.
   */
  double overall(Ratio ratio) {
    if (classes == 2) {
      return ratio.of(weight(1, 1), labelled(1), predicted(1));
    }
    double sum = 0;
    int occurring = 0;
    for (int c = 0; c < classes; c++) {
      double labelled = labelled(c);
      double predicted = predicted(c);
      if (labelled + predicted > 0) {
        double value = ratio.of(weight(c, c), labelled, predicted);
        sum += Double.isNaN(value) ? 0 : value;
        occurring++;
      }
    }
    return sum / occurring;
  }

  /** The weight of the rows of this label. */
  double labelled(int label) {
    double sum = 0;
    for (int prediction = 0; prediction < classes; prediction++) {
      sum += weight(label, prediction);
    }
    return sum;
  }

  private double predicted(int prediction) {
    double sum = 0;
    for (int label = 0; label < classes; label++) {
      sum += weight(label, prediction);
    }
    return sum;
  }
}

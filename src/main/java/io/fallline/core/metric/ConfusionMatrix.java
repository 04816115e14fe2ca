package io.fallline.core.metric;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The confusion matrix: how much weight of each class was predicted to be each class. It holds only
 * the pairs of label and prediction that occur: there are at most as many as rows, and classes ×
 * classes may be many more.
 *
 * @param pairs label × classes + prediction, ascending
 * @param weights of the pairs
 */
public record ConfusionMatrix(int classes, long[] pairs, double[] weights) implements Serializable {
  static final ConfusionMatrix EMPTY = new ConfusionMatrix(0, new long[0], new double[0]);

  /** A measure of one class, from the weights of its hits, of its labels and of its predictions. */
  @FunctionalInterface
  interface Ratio {
    double of(double hits, double labelled, double predicted);
  }

  /** The weight of the rows of this label that got this prediction. */
  public double weight(int label, int prediction) {
    int at = Arrays.binarySearch(pairs, (long) label * classes + prediction);
    return at < 0 ? 0 : weights[at];
  }

  static ConfusionMatrix add(ConfusionMatrix left, ConfusionMatrix right) {
    if (left.classes != right.classes) {
      throw new IllegalArgumentException(
          "confusion matrices of " + left.classes + " and " + right.classes + " classes");
    }
    long[] pairs = new long[left.pairs.length + right.pairs.length];
    double[] weights = new double[pairs.length];
    int size = 0;
    int l = 0;
    int r = 0;
    while (l < left.pairs.length || r < right.pairs.length) {
      long pair = Math.min(left.pair(l), right.pair(r));
      pairs[size] = pair;
      weights[size] += left.pair(l) == pair ? left.weights[l++] : 0;
      weights[size++] += right.pair(r) == pair ? right.weights[r++] : 0;
    }
    return new ConfusionMatrix(
        left.classes, Arrays.copyOf(pairs, size), Arrays.copyOf(weights, size));
  }

  private long pair(int index) {
    return index < pairs.length ? pairs[index] : Long.MAX_VALUE;
  }

  double accuracy() {
    double hits = 0;
    double total = 0;
    double[] labelled = labelled();
    for (int label = 0; label < classes; label++) {
      hits += weight(label, label);
      total += labelled[label];
    }
    return hits / total;
  }

  /**
   * The measure of class 1 where there are two classes. Of more classes, the mean over those that
   * occur as label or prediction; there a measure that is undefined, such as the precision of a
   * class never predicted, counts 0.
   */
  double overall(Ratio ratio) {
    double[] labelled = labelled();
    double[] predicted = predicted();
    if (classes == 2) {
      return ratio.of(weight(1, 1), labelled[1], predicted[1]);
    }
    double sum = 0;
    int occurring = 0;
    for (int c = 0; c < classes; c++) {
      if (labelled[c] + predicted[c] > 0) {
        double value = ratio.of(weight(c, c), labelled[c], predicted[c]);
        sum += Double.isNaN(value) ? 0 : value;
        occurring++;
      }
    }
    return sum / occurring;
  }

  /** The weight of the rows of each label. */
  double[] labelled() {
    double[] sums = new double[classes];
    for (int i = 0; i < pairs.length; i++) {
      sums[(int) (pairs[i] / classes)] += weights[i];
    }
    return sums;
  }

  private double[] predicted() {
    double[] sums = new double[classes];
    for (int i = 0; i < pairs.length; i++) {
      sums[(int) (pairs[i] % classes)] += weights[i];
    }
    return sums;
  }
}

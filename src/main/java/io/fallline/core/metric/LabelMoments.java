package io.fallline.core.metric;

import java.io.Serializable;

/**
 * The moments of labels: weight, mean and Σw(x−mean)² of numbers that were seen once, without the
 * cancellation of Σwx² − (Σwx)²/Σw.
 *
 * <p>Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance", 1983.
 */
record LabelMoments(double weight, double mean, double squaredDeviations) implements Serializable {
  static final LabelMoments EMPTY = new LabelMoments(0, 0, 0);

  static LabelMoments of(double number, double weight) {
    return weight == 0 ? EMPTY : new LabelMoments(weight, number, 0);
  }

  static LabelMoments add(LabelMoments left, LabelMoments right) {
    if (right.weight == 0) {
      return left;
    }
    if (left.weight == 0) {
      return right;
    }
    double weight = left.weight + right.weight;
    double difference = right.mean - left.mean;
    double share = right.weight / weight;
    return new LabelMoments(
        weight,
        left.mean + difference * share,
        left.squaredDeviations
            + right.squaredDeviations
            + difference * difference * left.weight * share);
  }
}

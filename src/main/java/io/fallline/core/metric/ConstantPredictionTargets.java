package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels and offsets of rows, as sums that a model without inputs is evaluated from: from them
 * follows the loss of any constant score c, to which a row's offset o is added.
 *
 * <p>Where labels y are numbers, a loss depends on c + o − y alone, and rows are told apart by y −
 * o. Elsewhere they are told apart by o, and there is one group of rows where no offset is. Either
 * way a group keeps Σw and the sum of w·y or w·(y − o), so that what is linear within a group is
 * exact. Groups are those of a {@link ScoreRanking}, of bounded number.
 *
 * @param moments of y − o, where the loss is a square; else of none
 * @param groups Σw as the weight of class 0, the other sum as that of class 1
 */
record ConstantPredictionTargets(LabelMoments moments, ScoreRanking groups)
    implements Serializable {
  static final int MOST_GROUPS = 1 << 12;
  static final ConstantPredictionTargets EMPTY =
      new ConstantPredictionTargets(LabelMoments.EMPTY, ScoreRanking.EMPTY);

  /** Halvings after which an interval of doubles has no middle left, or none that matters. */
  private static final int MOST_HALVINGS = 200;

  /** e to this is about the largest float64: scores beyond say no more. */
  private static final double LARGEST_EXPONENT = 700;

  static ConstantPredictionTargets add(
      ConstantPredictionTargets left, ConstantPredictionTargets right) {
    return new ConstantPredictionTargets(
        LabelMoments.add(left.moments, right.moments),
        ScoreRanking.add(left.groups, right.groups, MOST_GROUPS));
  }

  /** The least sum of weighted losses that a constant score has; NaN of no rows. */
  double least(Loss loss, double[] factors) {
    return moments.weight() > 0
        ? moments.squaredDeviations()
        : at(best(loss, factors), loss, factors);
  }

  /** The constant score whose sum of weighted losses is the least; NaN of no rows. */
  double best(Loss loss, double[] factors) {
    if (moments.weight() > 0) {
      return moments.mean();
    }
    if (groups.size() == 0) {
      return Double.NaN;
    }
    double[] derivative = new double[1];
    double low = lowest(loss.labels());
    double high = highest(loss.labels());
    double middle = low + (high - low) / 2;
    for (int i = 0; i < MOST_HALVINGS && middle > low && middle < high; i++) {
      at(middle, loss, factors, derivative);
      if (derivative[0] > 0) {
        high = middle;
      } else {
        low = middle;
      }
      middle = low + (high - low) / 2;
    }
    return at(low, loss, factors, derivative) <= at(high, loss, factors, derivative) ? low : high;
  }

  /**
   * How far labels, less offsets, lie from their median: the median distance, which a few labels
   * far away do not move. Where most labels are equal it is that of the others; 0 where all are.
   */
  double spread() {
    TreeMap<Double, Double> distances = new TreeMap<>();
    double median = median(values());
    values()
        .forEach((value, weight) -> distances.merge(Math.abs(value - median), weight, Double::sum));
    double distance = median(distances);
    if (distance > 0 || distances.isEmpty()) {
      return distance;
    }
    distances.remove(0.0);
    return distances.isEmpty() ? 0 : median(distances);
  }

  private TreeMap<Double, Double> values() {
    TreeMap<Double, Double> values = new TreeMap<>();
    for (int i = 0; i < groups.size(); i++) {
      values.merge(value(i), groups.negative(i), Double::sum);
    }
    return values;
  }

  /** The least key that half of the weight is at or below; 0 of none. */
  private static double median(SortedMap<Double, Double> weights) {
    double total = 0;
    for (double weight : weights.values()) {
      total += weight;
    }
    double below = 0;
    for (Map.Entry<Double, Double> entry : weights.entrySet()) {
      below += entry.getValue();
      if (below >= total / 2) {
        return entry.getKey();
      }
    }
    return 0;
  }

  /** The sum of weighted losses of this constant score. */
  double at(double score, Loss loss, double[] factors) {
    if (moments.weight() > 0) {
      double distance = moments.mean() - score;
      return moments.squaredDeviations() + moments.weight() * distance * distance;
    }
    return groups.size() == 0 ? Double.NaN : at(score, loss, factors, new double[1]);
  }

  /** Between these the least is: at y − o where labels are numbers. */
  private double lowest(LabelKind kind) {
    return kind == LabelKind.NUMBER
        ? value(0)
        : -LARGEST_EXPONENT - groups.score(groups.size() - 1);
  }

  private double highest(LabelKind kind) {
    return kind == LabelKind.NUMBER ? value(groups.size() - 1) : LARGEST_EXPONENT - groups.score(0);
  }

  private double at(double score, Loss loss, double[] factors, double[] derivativeSum) {
    double[] derivative = new double[1];
    double[] scores = new double[1];
    double sum = 0;
    derivativeSum[0] = 0;
    for (int i = 0; i < groups.size(); i++) {
      double all = groups.negative(i);
      double labelled = groups.positive(i);
      switch (loss.labels()) {
        case NUMBER -> {
          scores[0] = score;
          sum += all * loss.ofRow(scores, value(i), derivative);
          derivativeSum[0] += all * derivative[0];
        }
        case COUNT -> {
          scores[0] = score + groups.score(i);
          sum += all * loss.ofRow(scores, value(i), derivative);
          derivativeSum[0] += all * derivative[0];
        }
        default -> {
          double[] weights = {all - labelled, labelled};
          for (int label = 0; label < 2; label++) {
            double weight = weights[label] * (factors == null ? 1 : factors[label]);
            scores[0] = score + groups.score(i);
            if (weight > 0) {
              sum += weight * loss.ofRow(scores, label, derivative);
              derivativeSum[0] += weight * derivative[0];
            }
          }
        }
      }
    }
    return sum;
  }

  /** The mean of a group's labels, less offsets where those are not what tells groups apart. */
  private double value(int group) {
    return groups.positive(group) / groups.negative(group);
  }
}

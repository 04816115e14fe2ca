package io.fallline.data.statistics;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Of each numeric input, over its values that are neither 0 nor missing: how many, what they weigh,
 * their mean, the sum of squared deviations from it, the least and the greatest. Zeros are counted
 * in afterwards, so that sparse rows cost what they hold.
 *
 * <p>Within a shard the recurrence of Welford in West's form for weights ("Updating mean and
 * variance estimates: an improved method", 1979), between shards the formula of Chan with sums of
 * weights for counts: stable where Σwx² − (Σwx)²/Σw is not. Where every weight is 1 these are the
 * operations of the unweighted forms, hence their bits.
 */
final class ColumnMoments implements Serializable {
  private static final long serialVersionUID = 2L;

  final long[] present;
  final long[] missing;
  final double[] mean;
  final double[] squares;
  final double[] least;
  final double[] greatest;
  private final double[] presentWeight; // null where each row weighs 1: counts are weights
  private final double[] missingWeight;

  /**
   * @param weighted whether rows may weigh anything but 1
   */
  ColumnMoments(int inputs, boolean weighted) {
    present = new long[inputs];
    missing = new long[inputs];
    mean = new double[inputs];
    squares = new double[inputs];
    least = new double[inputs];
    greatest = new double[inputs];
    presentWeight = weighted ? new double[inputs] : null;
    missingWeight = weighted ? new double[inputs] : null;
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
  }

  /**
   * @param value NaN where it is missing
   * @param weight of its row, above 0; 1 where rows have no weights
   */
  void add(int input, double value, double weight) {
    if (value == 0) {
      return;
    }
    if (Double.isNaN(value)) {
      missing[input]++;
      if (missingWeight != null) {
        missingWeight[input] += weight;
      }
      return;
    }
    double total = ++present[input];
    if (presentWeight != null) {
      total = presentWeight[input] += weight;
    }
    double deviation = value - mean[input];
    // either is all of the deviation for the first value, so that a constant has its own mean
    double step = weight == 1 ? deviation / total : deviation * (weight / total);
    double moved = mean[input] + step;
    squares[input] += deviation * (value - moved) * weight;
    mean[input] = moved;
    if (value < least[input]) {
      least[input] = value;
    }
    if (value > greatest[input]) {
      greatest[input] = value;
    }
  }

  /**
   * The same of several inputs of a row, {@code inputs[from]} to {@code inputs[to]} (exclusive).
   */
  void add(int[] inputs, int from, int to, double[] values, double weight) {
    for (int i = from; i < to; i++) {
      add(inputs[i], values[i - from], weight);
    }
  }

  /** What the rows weigh in which the input is neither 0 nor missing. */
  double presentWeight(int input) {
    return presentWeight == null ? present[input] : presentWeight[input];
  }

  /** What the rows weigh in which the input is missing. */
  double missingWeight(int input) {
    return missingWeight == null ? missing[input] : missingWeight[input];
  }

  /**
   * The mean over all values of an input, zeros too; 0 where there are none.
   *
   * @param rows all that were added: in those that are neither present nor missing it is zero
   * @param weight of all of them
   */
  double meanWithZeros(int input, long rows, double weight) {
    double valued = presentWeight(input) + zeroWeight(input, rows, weight);
    return valued == 0 ? 0 : mean[input] * (presentWeight(input) / valued);
  }

  /** The mean of squared distances from that mean, over the same values. */
  double varianceWithZeros(int input, long rows, double weight) {
    double zeros = zeroWeight(input, rows, weight);
    double valued = presentWeight(input) + zeros;
    if (valued == 0) {
      return 0;
    }
    // Chan's formula, the zeros being the other part
    double apart = mean[input] * mean[input] * presentWeight(input) * (zeros / valued);
    return Math.max(0, squares[input] + apart) / valued;
  }

  /** Exactly 0 where no row has a zero: what rounding leaves of a difference is no weight. */
  private double zeroWeight(int input, long rows, double weight) {
    boolean none = rows == present[input] + missing[input];
    return none ? 0 : Math.max(0, weight - presentWeight(input) - missingWeight(input));
  }

  /** Adds the right one's values to this. */
  ColumnMoments add(ColumnMoments right) {
    for (int i = 0; i < mean.length; i++) {
      missing[i] += right.missing[i];
      if (missingWeight != null) {
        missingWeight[i] += right.missingWeight[i];
      }
      if (right.present[i] > 0) {
        double before = presentWeight(i);
        double more = right.presentWeight(i);
        double together = before + more;
        double apart = right.mean[i] - mean[i];
        double share = more / together;
        squares[i] += right.squares[i] + apart * apart * before * share;
        mean[i] += apart * share;
        present[i] += right.present[i];
        if (presentWeight != null) {
          presentWeight[i] = together;
        }
        least[i] = Math.min(least[i], right.least[i]);
        greatest[i] = Math.max(greatest[i], right.greatest[i]);
      }
    }
    return this;
  }
}

package io.fallline.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Of each numeric input, over its values that are neither 0 nor missing: how many, their mean, the
 * sum of squared deviations from it, the least and the greatest. Zeros are counted in afterwards,
 * so that sparse rows cost what they hold.
 *
 * <p>Welford's recurrence within a shard, Chan's formula between shards: stable where Σx² − (Σx)²/n
 * is not.
 */
final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;

  final long[] present;
  final long[] missing;
  final double[] mean;
  final double[] squares;
  final double[] least;
  final double[] greatest;

  Moments(int inputs) {
    present = new long[inputs];
    missing = new long[inputs];
    mean = new double[inputs];
    squares = new double[inputs];
    least = new double[inputs];
    greatest = new double[inputs];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
  }

  /**
   * @param value NaN where it is missing
   */
  void add(int input, double value) {
    if (value == 0) {
      return;
    }
    if (Double.isNaN(value)) {
      missing[input]++;
      return;
    }
    long count = ++present[input];
    double deviation = value - mean[input];
    double moved = mean[input] + deviation / count;
    squares[input] += deviation * (value - moved);
    mean[input] = moved;
    least[input] = Math.min(least[input], value);
    greatest[input] = Math.max(greatest[input], value);
  }

  /**
   * The mean over all values of an input, zeros too; 0 where there are none.
   *
   * @param rows all of them: those that are neither present nor missing are zeros
   */
  double meanWithZeros(int input, long rows) {
    long valued = rows - missing[input];
    return valued == 0 ? 0 : mean[input] * ((double) present[input] / valued);
  }

  /** Likewise the mean of squared distances from that mean. */
  double varianceWithZeros(int input, long rows) {
    long valued = rows - missing[input];
    if (valued == 0) {
      return 0;
    }
    double zeros = valued - present[input];
    // Chan's formula, the zeros being the other part
    double apart = mean[input] * mean[input] * present[input] * (zeros / valued);
    return (squares[input] + apart) / valued;
  }

  /** Adds the right one's values to this. */
  Moments add(Moments right) {
    for (int i = 0; i < mean.length; i++) {
      missing[i] += right.missing[i];
      if (right.present[i] > 0) {
        double count = (double) present[i] + right.present[i];
        double apart = right.mean[i] - mean[i];
        double share = right.present[i] / count;
        squares[i] += right.squares[i] + apart * apart * present[i] * share;
        mean[i] += apart * share;
        present[i] += right.present[i];
        least[i] = Math.min(least[i], right.least[i]);
        greatest[i] = Math.max(greatest[i], right.greatest[i]);
      }
    }
    return this;
  }
}

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
 *
 * <p>Shards of a wide sparse table have few of its inputs: their sums are kept for those alone.
 */
final class ColumnMoments implements Serializable {
  private static final long serialVersionUID = 3L;

  private static final ColumnMoments NONE = new ColumnMoments(null, 1, false);

  /** Ascending, which inputs these are; null where they are all. */
  private final int[] inputs;

  final long[] present;
  final long[] missing;
  final double[] mean;
  final double[] squares;
  final double[] least;
  final double[] greatest;
  private final double[] presentWeight; // null where each row weighs 1: counts are weights
  private final double[] missingWeight;

  private transient int[] touched; // inputs with a value; null where no more are added
  private transient int touchedCount;

  /**
   * Of all inputs, to which values may be added.
   *
   * @param weighted whether rows may weigh anything but 1
   */
  ColumnMoments(int inputs, boolean weighted) {
    this(null, inputs, weighted);
    touched = new int[inputs];
  }

  private ColumnMoments(int[] inputs, int size, boolean weighted) {
    this.inputs = inputs;
    present = new long[size];
    missing = new long[size];
    mean = new double[size];
    squares = new double[size];
    least = new double[size];
    greatest = new double[size];
    presentWeight = weighted ? new double[size] : null;
    missingWeight = weighted ? new double[size] : null;
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
    if (present[input] == 0 && missing[input] == 0) {
      touched[touchedCount++] = input;
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

  /** Whether rows may weigh anything but 1. */
  boolean hasWeights() {
    return presentWeight != null;
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

  /** Whether so few inputs have values that they had better be {@link #taken}. */
  boolean isSparse() {
    return touchedCount < mean.length / 2;
  }

  /** Takes out the inputs with values: they are given back, and have none here. */
  ColumnMoments taken() {
    int[] taken = Arrays.copyOf(touched, touchedCount);
    Arrays.sort(taken);
    ColumnMoments moments = new ColumnMoments(taken, taken.length, presentWeight != null);
    for (int k = 0; k < taken.length; k++) {
      moments.set(k, this, taken[k]);
      set(taken[k], NONE, 0);
    }
    touchedCount = 0;
    return moments;
  }

  /** The sums of both: this stands to the left, and neither is used again. */
  ColumnMoments plus(ColumnMoments right, int all) {
    if (inputs == null && right.inputs == null) {
      for (int i = 0; i < mean.length; i++) {
        add(i, right, i);
      }
      return this;
    }
    if (inputs != null && right.inputs != null) {
      return union(right);
    }
    return ofAll(all).plus(right.ofAll(all), all);
  }

  private ColumnMoments union(ColumnMoments right) {
    int[] both = union(inputs, right.inputs);
    ColumnMoments sums = new ColumnMoments(both, both.length, presentWeight != null);
    int l = 0;
    int r = 0;
    for (int k = 0; k < both.length; k++) {
      if (l < inputs.length && inputs[l] == both[k]) {
        sums.set(k, this, l++);
      }
      if (r < right.inputs.length && right.inputs[r] == both[k]) {
        sums.add(k, right, r++);
      }
    }
    return sums;
  }

  /** Of ascending numbers, ascending. */
  private static int[] union(int[] left, int[] right) {
    int[] both = new int[left.length + right.length];
    int count = 0;
    int l = 0;
    int r = 0;
    while (l < left.length || r < right.length) {
      boolean fromLeft = r == right.length || (l < left.length && left[l] <= right[r]);
      boolean fromRight = l == left.length || (r < right.length && right[r] <= left[l]);
      both[count++] = fromLeft ? left[l] : right[r];
      l += fromLeft ? 1 : 0;
      r += fromRight ? 1 : 0;
    }
    return Arrays.copyOf(both, count);
  }

  /** The same with a place for each of so many inputs. */
  ColumnMoments ofAll(int all) {
    if (inputs == null) {
      return this;
    }
    ColumnMoments moments = new ColumnMoments(null, all, presentWeight != null);
    for (int k = 0; k < inputs.length; k++) {
      moments.set(inputs[k], this, k);
    }
    return moments;
  }

  private void set(int at, ColumnMoments from, int k) {
    present[at] = from.present[k];
    missing[at] = from.missing[k];
    mean[at] = from.mean[k];
    squares[at] = from.squares[k];
    least[at] = from.least[k];
    greatest[at] = from.greatest[k];
    if (presentWeight != null) {
      presentWeight[at] = from.presentWeight(k);
      missingWeight[at] = from.missingWeight(k);
    }
  }

  /** Chan's formula; where there is nothing to the left, what is to the right comes out. */
  private void add(int at, ColumnMoments right, int k) {
    missing[at] += right.missing[k];
    if (missingWeight != null) {
      missingWeight[at] += right.missingWeight[k];
    }
    if (right.present[k] == 0) {
      return;
    }
    double before = presentWeight(at);
    double more = right.presentWeight(k);
    double together = before + more;
    double apart = right.mean[k] - mean[at];
    double share = more / together;
    squares[at] += right.squares[k] + apart * apart * before * share;
    mean[at] += apart * share;
    present[at] += right.present[k];
    if (presentWeight != null) {
      presentWeight[at] = together;
    }
    least[at] = Math.min(least[at], right.least[k]);
    greatest[at] = Math.max(greatest[at], right.greatest[k]);
  }
}

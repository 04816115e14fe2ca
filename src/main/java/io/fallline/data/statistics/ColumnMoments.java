package io.fallline.data.statistics;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
  private static final long serialVersionUID = 4L;

  /** Ascending, which inputs these are; null where they are all. */
  private final int[] inputs;

  final long[] present;
  final long[] missing;
  final double[] mean;
  final double[] squares;
  final double[] least;
  final double[] greatest;
  final double[] presentWeight; // null where each row weighs 1: counts are weights
  final double[] missingWeight;

  /**
   * @param inputs ascending; null where they are all
   * @param weighted whether rows may weigh anything but 1
   */
  ColumnMoments(int[] inputs, int size, boolean weighted) {
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

  void set(int at, ColumnMoments from, int k) {
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

  /** Java serialization would write each number by itself, and a task's sums may be millions. */
  private Object writeReplace() {
    return new InBytes(presentWeight != null, inputs != null, mean.length, bytes());
  }

  private byte[] bytes() {
    int numbers = mean.length;
    ByteBuffer bytes =
        ByteBuffer.allocate(
            Math.multiplyExact(
                numbers,
                Integer.BYTES * (inputs == null ? 0 : 1)
                    + Long.BYTES * 2
                    + Double.BYTES * (presentWeight == null ? 4 : 6)));
    for (long[] counts : new long[][] {present, missing}) {
      bytes.asLongBuffer().put(counts);
      bytes.position(bytes.position() + Long.BYTES * numbers);
    }
    for (double[] sums : sums()) {
      bytes.asDoubleBuffer().put(sums);
      bytes.position(bytes.position() + Double.BYTES * numbers);
    }
    if (inputs != null) {
      bytes.asIntBuffer().put(inputs);
    }
    return bytes.array();
  }

  private List<double[]> sums() {
    List<double[]> sums = new ArrayList<>(List.of(mean, squares, least, greatest));
    if (presentWeight != null) {
      sums.add(presentWeight);
      sums.add(missingWeight);
    }
    return sums;
  }

  /** Moments as they travel. */
  private record InBytes(boolean weighted, boolean some, int size, byte[] numbers)
      implements Serializable {
    private Object readResolve() {
      int[] inputs = some ? new int[size] : null;
      ColumnMoments moments = new ColumnMoments(inputs, size, weighted);
      ByteBuffer from = ByteBuffer.wrap(numbers);
      for (long[] counts : new long[][] {moments.present, moments.missing}) {
        from.asLongBuffer().get(counts);
        from.position(from.position() + Long.BYTES * size);
      }
      for (double[] sums : moments.sums()) {
        from.asDoubleBuffer().get(sums);
        from.position(from.position() + Double.BYTES * size);
      }
      if (some) {
        from.asIntBuffer().get(inputs);
      }
      return moments;
    }
  }
}

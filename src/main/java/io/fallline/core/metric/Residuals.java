package io.fallline.core.metric;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The distribution of residuals, labels y − predictions ŷ: weights in buckets that are the same for
 * all data, so that distributions can be added in any grouping.
 *
 * <p>A bucket is the upper thirteen bits of the residual as float32: sign, exponent, and four bits
 * of the fraction, sixteen buckets a power of two.
 */
public final class Residuals implements Serializable {
  private static final long serialVersionUID = 1L;

  static final Residuals EMPTY = new Residuals(new int[0], new double[0]);

  private static final int DROPPED_BITS = 19;
  private static final int MAGNITUDES = 1 << (Float.SIZE - 1 - DROPPED_BITS);

  private final int[] keys;
  private final double[] weights;

  /**
   * @param keys ascending with the residuals, all different
   */
  private Residuals(int[] keys, double[] weights) {
    this.keys = keys;
    this.weights = weights;
  }

  /** Adds up residuals one by one. */
  static final class Builder {
    private final double[] weights = new double[2 * MAGNITUDES];

    void add(double residual, double weight) {
      weights[MAGNITUDES + key(residual)] += weight;
    }

    Residuals build() {
      int[] keys = new int[weights.length];
      double[] present = new double[weights.length];
      int size = 0;
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] != 0) {
          keys[size] = i - MAGNITUDES;
          present[size++] = weights[i];
        }
      }
      return new Residuals(Arrays.copyOf(keys, size), Arrays.copyOf(present, size));
    }
  }

  static Residuals add(Residuals left, Residuals right) {
    int[] keys = new int[left.keys.length + right.keys.length];
    double[] weights = new double[keys.length];
    int size = 0;
    int l = 0;
    int r = 0;
    while (l < left.keys.length || r < right.keys.length) {
      boolean takeLeft =
          r == right.keys.length || (l < left.keys.length && left.keys[l] <= right.keys[r]);
      boolean takeRight =
          l == left.keys.length || (r < right.keys.length && right.keys[r] <= left.keys[l]);
      keys[size] = takeLeft ? left.keys[l] : right.keys[r];
      weights[size++] = (takeLeft ? left.weights[l++] : 0) + (takeRight ? right.weights[r++] : 0);
    }
    return new Residuals(Arrays.copyOf(keys, size), Arrays.copyOf(weights, size));
  }

  /** Whether there are some, and all are finite. */
  public boolean areFinite() {
    return keys.length > 0
        && Double.isFinite(edge(keys[0]))
        && Double.isFinite(edge(keys[keys.length - 1] + 1));
  }

  /**
   * What this share of the weight does not exceed, to a sixteenth of itself.
   *
   * @param share within (0, 1]
   */
  public double quantile(double share) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double below = 0;
    int i = 0;
    while (i < keys.length - 1 && below + weights[i] < share * total) {
      below += weights[i++];
    }
    double within = Math.min(1, (share * total - below) / weights[i]);
    return edge(keys[i]) + within * (edge(keys[i] + 1) - edge(keys[i]));
  }

  /** The share of the weight whose labels are at or below their predictions. */
  public double shareAtMostZero() {
    double total = 0;
    double none = 0;
    for (int i = 0; i < keys.length; i++) {
      total += weights[i];
      none += keys[i] <= 0 ? weights[i] : 0; // bucket 0 has nothing but zeros that float32 can tell
    }
    return none / total;
  }

  /**
   * Weights in bins of equal width, as if they lay evenly in their buckets; those beyond either end
   * are in the bin there.
   */
  public double[] histogram(double from, double to, int bins) {
    double[] histogram = new double[bins];
    double width = (to - from) / bins;
    for (int i = 0; i < keys.length; i++) {
      double low = (edge(keys[i]) - from) / width;
      double high = (edge(keys[i] + 1) - from) / width;
      int last = bin(high, bins);
      for (int bin = bin(low, bins); bin <= last; bin++) {
        histogram[bin] +=
            weights[i] * (shareBelow(bin + 1, bins, low, high) - shareBelow(bin, bins, low, high));
      }
    }
    return histogram;
  }

  /** Of a bucket from low to high, the share that lies in the bins before this one. */
  private static double shareBelow(int bin, int bins, double low, double high) {
    if (bin == 0 || bin == bins) {
      return bin == 0 ? 0 : 1;
    }
    // a bucket about 0 may be narrower than doubles lie here
    return low >= bin ? 0 : high <= bin ? 1 : (bin - low) / (high - low);
  }

  private static int bin(double position, int bins) {
    return (int) Math.max(0, Math.min(bins - 1, Math.floor(position)));
  }

  /** From −{@link #MAGNITUDES} for the least to {@link #MAGNITUDES} − 1. */
  private static int key(double residual) {
    int key = Float.floatToIntBits((float) residual) >> DROPPED_BITS;
    return key < 0 ? key ^ (MAGNITUDES - 1) : key;
  }

  /** Where the bucket begins; the next one begins where it ends. */
  private static double edge(int key) {
    // the buckets of negative residuals are those of positive ones, mirrored
    return key < 0 ? -magnitude(-key) : magnitude(key);
  }

  private static double magnitude(int key) {
    return Float.intBitsToFloat(key << DROPPED_BITS);
  }
}

package io.fallline.core.metric;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A ranking: scores in ascending order, each with the weight of the rows of class 0 and of class 1
 * that have it: all that the area under the ROC curve needs. ({@link ConstantPredictionTargets}
 * keeps two other sums of the rows that share a number in the same way.)
 *
 * <p>A score is kept as an integer in the order of the scores, made from its float64 bits. Up to
 * {@link #MOST_SCORES} different scores are exact; when there are more, as few low bits as will do
 * are dropped from all, so that neighbours become ties and memory stays bounded. What is dropped
 * depends on the scores alone and on the order of additions.
 *
 * @param keys ascending, all different, with {@code droppedBits} shifted out
 */
record ScoreRanking(int droppedBits, long[] keys, double[] negative, double[] positive)
    implements Serializable {
  static final int MOST_SCORES = 1 << 18;
  static final ScoreRanking EMPTY = new ScoreRanking(0, new long[0], new double[0], new double[0]);

  /**
   * An integer that stands to those of other scores as the scores do; −0 is 0, and NaN is above all
   * numbers.
   */
  static long key(double score) {
    long bits = Double.doubleToLongBits(score + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  int size() {
    return keys.length;
  }

  /** The weight of class 0 that has this score, by rank from 0. */
  double negative(int rank) {
    return negative[rank];
  }

  /** The weight of class 1 that has it. */
  double positive(int rank) {
    return positive[rank];
  }

  /** The score itself; where bits were dropped, one amid those that have become this one. */
  double score(int rank) {
    long key = (keys[rank] << droppedBits) | ((1L << droppedBits) >> 1);
    return Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
  }

  static ScoreRanking add(ScoreRanking left, ScoreRanking right) {
    return add(left, right, MOST_SCORES);
  }

  /** Left plus right, of at most so many different scores. */
  static ScoreRanking add(ScoreRanking left, ScoreRanking right, int most) {
    if (right.size() == 0) {
      return left;
    }
    if (left.size() == 0) {
      return right;
    }
    int dropped = Math.max(left.droppedBits, right.droppedBits);
    Builder merged = new Builder(left.size() + right.size());
    int l = 0;
    int r = 0;
    while (l < left.size() || r < right.size()) {
      boolean fromLeft =
          r == right.size() || (l < left.size() && left.key(l, dropped) <= right.key(r, dropped));
      if (fromLeft) {
        merged.append(left.key(l, dropped), left.negative[l], left.positive[l]);
        l++;
      } else {
        merged.append(right.key(r, dropped), right.negative[r], right.positive[r]);
        r++;
      }
    }
    return merged.build(dropped).bounded(most);
  }

  /** This ranking, or a coarser one where it has more different scores. */
  private ScoreRanking bounded(int most) {
    if (size() <= most) {
      return this;
    }
    int dropped = droppedBits + bitsToDrop(most);
    Builder coarser = new Builder(most);
    for (int i = 0; i < size(); i++) {
      coarser.append(key(i, dropped), negative[i], positive[i]);
    }
    return coarser.build(dropped);
  }

  /** NaN unless both classes have weight and every score is a number. */
  double auc() {
    double area = 0;
    double negativeBelow = 0;
    double positives = 0;
    for (int i = 0; i < size(); i++) {
      area += positive[i] * (negativeBelow + negative[i] / 2);
      negativeBelow += negative[i];
      positives += positive[i];
    }
    boolean numbers =
        size() > 0 && keys[size() - 1] <= key(Double.POSITIVE_INFINITY) >> droppedBits;
    return numbers ? area / positives / negativeBelow : Double.NaN;
  }

  private long key(int i, int dropped) {
    return keys[i] >> (dropped - droppedBits);
  }

  /**
   * The fewest bits whose loss leaves at most so many keys: two neighbours stay apart while their
   * highest different bit does.
   */
  private int bitsToDrop(int most) {
    int[] apartUntil = new int[Long.SIZE + 1];
    for (int i = 1; i < size(); i++) {
      apartUntil[Long.SIZE - Long.numberOfLeadingZeros(keys[i] ^ keys[i - 1])]++;
    }
    int left = size();
    int bits = 0;
    while (left > most) {
      bits++;
      left -= apartUntil[bits];
    }
    return bits;
  }

  /** Collects ascending keys; equal neighbours become one. */
  private static final class Builder {
    private final long[] keys;
    private final double[] negative;
    private final double[] positive;
    private int size;

    Builder(int capacity) {
      keys = new long[capacity];
      negative = new double[capacity];
      positive = new double[capacity];
    }

    void append(long key, double negativeWeight, double positiveWeight) {
      if (size == 0 || keys[size - 1] != key) {
        keys[size++] = key;
      }
      negative[size - 1] += negativeWeight;
      positive[size - 1] += positiveWeight;
    }

    ScoreRanking build(int droppedBits) {
      return new ScoreRanking(
          droppedBits,
          Arrays.copyOf(keys, size),
          Arrays.copyOf(negative, size),
          Arrays.copyOf(positive, size));
    }
  }
}

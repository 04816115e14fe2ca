package io.fallline.core.metric;

import java.util.Arrays;

/** Takes scores in the order of the rows and ranks them, some thousands at a time. */
final class ScoreBuffer {
  private static final int SMALLEST = 1 << 8;
  private static final int LARGEST = 1 << 16;

  private long[] keys = new long[SMALLEST];
  private double[] weights = new double[SMALLEST];
  private boolean[] positive = new boolean[SMALLEST];
  private int size;
  private ScoreRanking ranking = ScoreRanking.EMPTY;

  void add(double score, boolean isPositive, double weight) {
    if (size == LARGEST) {
      rank();
    } else if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
      positive = Arrays.copyOf(positive, 2 * size);
    }
    keys[size] = ScoreRanking.key(score);
    weights[size] = weight;
    positive[size] = isPositive;
    size++;
  }

  ScoreRanking ranking() {
    rank();
    return ranking;
  }

  /**
   * Sorts the keys alone, then gives every row's weight to its key, so that nothing needs objects
   * or indices.
   */
  private void rank() {
    long[] distinct = distinctKeys();
    double[] negativeWeights = new double[distinct.length];
    double[] positiveWeights = new double[distinct.length];
    for (int row = 0; row < size; row++) {
      int place = Arrays.binarySearch(distinct, keys[row]);
      (positive[row] ? positiveWeights : negativeWeights)[place] += weights[row];
    }
    ranking =
        ScoreRanking.add(ranking, new ScoreRanking(0, distinct, negativeWeights, positiveWeights));
    size = 0;
  }

  private long[] distinctKeys() {
    long[] sorted = Arrays.copyOf(keys, size);
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      if (distinct == 0 || sorted[i] != sorted[distinct - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, distinct);
  }
}

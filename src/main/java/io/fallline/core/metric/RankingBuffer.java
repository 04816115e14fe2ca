package io.fallline.core.metric;

import java.util.Arrays;

/**
 * A buffer that takes a number and two weights of each row, in the order of the rows, and makes a
 * {@link ScoreRanking} of them, some thousands at a time.
 */
final class RankingBuffer {
  private static final int FIRST_CAPACITY = 1 << 8;

  private final int capacity;
  private final int most;
  private final boolean joinsEqualNeighbours;
  private long[] keys = new long[FIRST_CAPACITY];
  private double[] negative = new double[FIRST_CAPACITY];
  private double[] positive = new double[FIRST_CAPACITY];
  private int size;
  private ScoreRanking ranking = ScoreRanking.EMPTY;

  private RankingBuffer(int capacity, int most, boolean joinsEqualNeighbours) {
    this.capacity = capacity;
    this.most = most;
    this.joinsEqualNeighbours = joinsEqualNeighbours;
  }

  /** Of scores, which mostly differ from row to row. */
  static RankingBuffer ofScores() {
    return new RankingBuffer(1 << 16, ScoreRanking.MOST_SCORES, false);
  }

  /** Of groups of {@link ConstantPredictionTargets}, which rows one after the other often share. */
  static RankingBuffer ofGroups() {
    return new RankingBuffer(1 << 14, ConstantPredictionTargets.MOST_GROUPS, true);
  }

  void add(double number, double negativeWeight, double positiveWeight) {
    long key = ScoreRanking.key(number);
    if (!joinsEqualNeighbours || size == 0 || keys[size - 1] != key) {
      begin(key);
    }
    negative[size - 1] += negativeWeight;
    positive[size - 1] += positiveWeight;
  }

  ScoreRanking ranking() {
    rank();
    return ranking;
  }

  private void begin(long key) {
    if (size == capacity) {
      rank();
    } else if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      negative = Arrays.copyOf(negative, 2 * size);
      positive = Arrays.copyOf(positive, 2 * size);
    }
    keys[size] = key;
    negative[size] = 0;
    positive[size] = 0;
    size++;
  }

  /**
   * Sorts the keys alone, then gives every row's weights to its key, so that nothing needs objects
   * or indices.
   */
  private void rank() {
    long[] distinct = distinctKeys();
    double[] negativeSums = new double[distinct.length];
    double[] positiveSums = new double[distinct.length];
    for (int row = 0; row < size; row++) {
      int rank = Arrays.binarySearch(distinct, keys[row]);
      negativeSums[rank] += negative[row];
      positiveSums[rank] += positive[row];
    }
    ranking =
        ScoreRanking.add(ranking, new ScoreRanking(0, distinct, negativeSums, positiveSums), most);
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

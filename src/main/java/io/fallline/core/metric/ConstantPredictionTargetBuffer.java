package io.fallline.core.metric;

import java.util.Arrays;

/**
 * Takes what tells rows apart in the order of the rows and groups them, some thousands at a time;
 * rows in a row that are the same take one place.
 */
final class ConstantPredictionTargetBuffer {
  private static final int SMALLEST = 1 << 6;
  private static final int LARGEST = 1 << 14;

  private long[] keys = new long[SMALLEST];
  private double[] weights = new double[SMALLEST];
  private double[] products = new double[SMALLEST];
  private int size;
  private ScoreRanking groups = ScoreRanking.EMPTY;

  /**
   * @param group what the row is told apart by
   * @param product of the weight and what the group keeps the sum of
   */
  void add(double group, double weight, double product) {
    long key = ScoreRanking.key(group);
    if (size == 0 || keys[size - 1] != key) {
      begin(key);
    }
    weights[size - 1] += weight;
    products[size - 1] += product;
  }

  ScoreRanking groups() {
    rank();
    return groups;
  }

  private void begin(long key) {
    if (size == LARGEST) {
      rank();
    } else if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
      products = Arrays.copyOf(products, 2 * size);
    }
    keys[size] = key;
    weights[size] = 0;
    products[size] = 0;
    size++;
  }

  private void rank() {
    long[] distinct = Arrays.stream(keys, 0, size).sorted().distinct().toArray();
    double[] weightSums = new double[distinct.length];
    double[] productSums = new double[distinct.length];
    for (int i = 0; i < size; i++) {
      int place = Arrays.binarySearch(distinct, keys[i]);
      weightSums[place] += weights[i];
      productSums[place] += products[i];
    }
    groups =
        ScoreRanking.add(
            groups,
            new ScoreRanking(0, distinct, weightSums, productSums),
            ConstantPredictionTargets.MOST_GROUPS);
    size = 0;
  }
}

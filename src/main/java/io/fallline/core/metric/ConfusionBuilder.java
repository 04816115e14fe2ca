package io.fallline.core.metric;

import java.util.Arrays;

/** Adds up a {@link ConfusionMatrix} row by row. Its memory grows with the pairs that occur. */
final class ConfusionBuilder {
  private static final int FIRST_CAPACITY = 16;
  private static final long FREE = -1;

  private final int classes;

  /** Twice as many places as pairs at least; a pair is at its hash, or in the next place free. */
  private long[] pairs = free(FIRST_CAPACITY);

  private double[] weights = new double[FIRST_CAPACITY];
  private int size;

  ConfusionBuilder(int classes) {
    this.classes = classes;
  }

  void add(int label, int prediction, double weight) {
    long pair = (long) label * classes + prediction;
    int place = place(pair);
    if (pairs[place] == FREE) {
      if (2 * ++size > pairs.length) {
        grow();
        place = place(pair);
      }
      pairs[place] = pair;
    }
    weights[place] += weight;
  }

  ConfusionMatrix build() {
    long[] ascending = new long[size];
    int found = 0;
    for (long pair : pairs) {
      if (pair != FREE) {
        ascending[found++] = pair;
      }
    }
    Arrays.sort(ascending);
    double[] sums = new double[size];
    Arrays.setAll(sums, i -> weights[place(ascending[i])]);
    return new ConfusionMatrix(classes, ascending, sums);
  }

  private int place(long pair) {
    int last = pairs.length - 1;
    int place = Long.hashCode(pair * 0x9E3779B97F4A7C15L) & last;
    while (pairs[place] != FREE && pairs[place] != pair) {
      place = (place + 1) & last;
    }
    return place;
  }

  private void grow() {
    long[] before = pairs;
    double[] sums = weights;
    pairs = free(2 * before.length);
    weights = new double[pairs.length];
    for (int i = 0; i < before.length; i++) {
      if (before[i] != FREE) {
        int place = place(before[i]);
        pairs[place] = before[i];
        weights[place] = sums[i];
      }
    }
  }

  private static long[] free(int places) {
    long[] free = new long[places];
    Arrays.fill(free, FREE);
    return free;
  }
}

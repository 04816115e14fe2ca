package io.fallline.data.statistics;

import java.util.Arrays;

/** Adds the values of one row after the other to {@link ColumnMoments}, a shard at a time. */
final class MomentsBuilder {
  private static final ColumnMoments NONE = new ColumnMoments(null, 1, false);

  private final int inputs;
  private final boolean weighted;
  private final int[] touched; // inputs with a value
  private int touchedCount;
  private ColumnMoments moments;

  /**
   * @param weighted whether rows may weigh anything but 1
   */
  MomentsBuilder(int inputs, boolean weighted) {
    this.inputs = inputs;
    this.weighted = weighted;
    this.touched = new int[inputs];
    this.moments = new ColumnMoments(null, inputs, weighted);
  }

  /**
   * @param value NaN where it is missing
   * @param weight of its row, above 0; 1 where rows have no weights
   */
  void add(int input, double value, double weight) {
    if (value == 0) {
      return;
    }
    ColumnMoments to = moments;
    if (to.present[input] == 0 && to.missing[input] == 0) {
      touched[touchedCount++] = input;
    }
    if (Double.isNaN(value)) {
      to.missing[input]++;
      if (weighted) {
        to.missingWeight[input] += weight;
      }
      return;
    }
    double total = ++to.present[input];
    if (weighted) {
      total = to.presentWeight[input] += weight;
    }
    double deviation = value - to.mean[input];
    // either is all of the deviation for the first value, so that a constant has its own mean
    double step = weight == 1 ? deviation / total : deviation * (weight / total);
    double moved = to.mean[input] + step;
    to.squares[input] += deviation * (value - moved) * weight;
    to.mean[input] = moved;
    if (value < to.least[input]) {
      to.least[input] = value;
    }
    if (value > to.greatest[input]) {
      to.greatest[input] = value;
    }
  }

  /** The same of several inputs of a row, {@code of[from]} to {@code of[to]} (exclusive). */
  void add(int[] of, int from, int to, double[] values, double weight) {
    for (int i = from; i < to; i++) {
      add(of[i], values[i - from], weight);
    }
  }

  /** The moments of all rows since the last call. */
  ColumnMoments take() {
    ColumnMoments taken = touchedCount < inputs / 2 ? ofTouched() : moments;
    if (taken == moments) {
      moments = new ColumnMoments(null, inputs, weighted);
    }
    touchedCount = 0;
    return taken;
  }

  private ColumnMoments ofTouched() {
    int[] some = Arrays.copyOf(touched, touchedCount);
    Arrays.sort(some);
    ColumnMoments taken = new ColumnMoments(some, some.length, weighted);
    for (int k = 0; k < some.length; k++) {
      taken.set(k, moments, some[k]);
      moments.set(some[k], NONE, 0);
    }
    return taken;
  }
}

package io.fallline.model;

import io.fallline.core.network.PackedRows;

/** Row-major values; an input that is not set is what a zero becomes when scaled. */
final class DenseSink extends RowSink {
  private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  private final float[] blank;
  private final float[] values;
  private final int numbers;
  private int start;

  /**
   * @param zero what 0 becomes in each numeric input
   */
  DenseSink(int columns, int capacity, boolean hasOffsets, double[] zero) {
    super(columns, capacity, hasOffsets);
    numbers = zero.length;
    blank = new float[columns];
    for (int i = 0; i < numbers; i++) {
      blank[i] = (float) zero[i];
    }
    values = new float[Math.multiplyExact(columns, capacity)];
  }

  @Override
  void beginRow(int row) {
    start = row * columns;
    System.arraycopy(blank, 0, values, start, columns);
  }

  @Override
  void add(int input, float value) {
    if (input < numbers) {
      values[start + input] = value;
    } else {
      values[start + input] += value;
    }
  }

  @Override
  boolean addScaled(int first, double[] elements, double[] center, double[] scale) {
    int at = start + first;
    // two loops without branches, which Java makes vectors of
    for (int i = 0; i < elements.length; i++) {
      values[at + i] = (float) ((elements[i] - center[first + i]) / scale[first + i]);
    }
    int largest = 0;
    for (int i = 0; i < elements.length; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(values[at + i]) & Integer.MAX_VALUE);
    }
    if (largest >= INFINITY) {
      System.arraycopy(blank, first, values, at, elements.length);
    }
    return largest < INFINITY;
  }

  @Override
  boolean addScaled(int first, int[] indices, double[] elements, double[] center, double[] scale) {
    boolean finite = true;
    for (int k = 0; k < indices.length; k++) {
      int input = first + indices[k];
      float packed = (float) ((elements[k] - center[input]) / scale[input]);
      values[start + input] = packed;
      finite &= Math.abs(packed) <= Float.MAX_VALUE;
    }
    for (int k = 0; !finite && k < indices.length; k++) {
      values[start + first + indices[k]] = blank[first + indices[k]];
    }
    return finite;
  }

  @Override
  void endRow(int row) {}

  @Override
  PackedRows packed(int rows, double[] labels, double[] weights, double[] offsets) {
    return PackedRows.dense(rows, columns, values, labels, weights, offsets);
  }
}

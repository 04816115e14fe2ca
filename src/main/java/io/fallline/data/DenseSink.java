package io.fallline.data;

import io.fallline.core.model.RowBatch;
import java.util.Arrays;

/** Row-major values; an input that is not set is what a zero becomes when scaled. */
final class DenseSink extends RowSink {
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
  void endRow(int row) {}

  @Override
  RowBatch pack(int rows, double[] ownLabels, double[] ownWeights, double[] ownOffsets) {
    return RowBatch.dense(
        rows, columns, Arrays.copyOf(values, rows * columns), ownLabels, ownWeights, ownOffsets);
  }

  @Override
  RowBatch packed(int rows, double[] labels, double[] weights, double[] offsets) {
    return RowBatch.dense(rows, columns, values, labels, weights, offsets);
  }
}

package io.fallline.model;

import io.fallline.core.network.PackedRows;
import java.util.Arrays;

/** Compressed rows: of each row the inputs that are not 0, ascending. */
final class SparseSink extends RowSink {
  private final int[] starts;
  private int[] indices = new int[256];
  private float[] values = new float[256];
  private int end;

  SparseSink(int columns, int capacity, boolean hasOffsets) {
    super(columns, capacity, hasOffsets);
    starts = new int[capacity + 1];
  }

  @Override
  void beginRow(int row) {
    starts[0] = 0;
    end = starts[row];
  }

  @Override
  void add(int input, float value) {
    if (end == indices.length) {
      indices = Arrays.copyOf(indices, end * 2);
      values = Arrays.copyOf(values, end * 2);
    }
    indices[end] = input;
    values[end++] = value;
  }

  @Override
  boolean addScaled(int first, int[] nonZero, double[] elements, double[] center, double[] scale) {
    if (end + nonZero.length > indices.length) {
      int length = Math.max(indices.length * 2, end + nonZero.length);
      indices = Arrays.copyOf(indices, length);
      values = Arrays.copyOf(values, length);
    }
    int to = end;
    for (int k = 0; k < nonZero.length; k++) {
      int input = first + nonZero[k];
      float packed = (float) ((elements[k] - center[input]) / scale[input]);
      if (!(Math.abs(packed) <= Float.MAX_VALUE)) {
        return false;
      }
      indices[to] = input;
      values[to] = packed;
      to += elements[k] == 0 ? 0 : 1;
    }
    end = to;
    return true;
  }

  @Override
  void endRow(int row) {
    int start = starts[row];
    for (int i = start + 1; i < end; i++) {
      if (indices[i] <= indices[i - 1]) {
        sortFrom(start);
        break;
      }
    }
    starts[row + 1] = end;
  }

  /** Brings the row's entries into order and adds up those of one input. */
  private void sortFrom(int start) {
    long[] keys = new long[end - start];
    for (int i = 0; i < keys.length; i++) {
      keys[i] =
          ((long) indices[start + i] << 32)
              | (Float.floatToRawIntBits(values[start + i]) & 0xffffffffL);
    }
    Arrays.sort(keys);
    int to = start;
    for (long key : keys) {
      int input = (int) (key >>> 32);
      float value = Float.intBitsToFloat((int) key);
      if (to > start && indices[to - 1] == input) {
        values[to - 1] += value;
      } else {
        indices[to] = input;
        values[to++] = value;
      }
    }
    end = to;
  }

  @Override
  PackedRows packed(int rows, double[] labels, double[] weights, double[] offsets) {
    return new PackedRows(rows, columns, starts, indices, values, labels, weights, offsets);
  }
}

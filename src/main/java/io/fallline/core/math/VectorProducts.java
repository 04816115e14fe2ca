package io.fallline.core.math;

import java.util.Arrays;

/**
 * Java's vector instructions. Every sum is made in ascending order of what it runs over, by one
 * fused multiplication and addition after the other; lanes stand for different sums and are never
 * added to each other, which would have no defined order. So the bits are those of three plain
 * loops around {@link Math#fma}, however wide the vectors are.
 *
 * <p>dX combines rows of W and dW rows of X. Z is made turned over, of rows of Xᵀ, a panel of rows
 * at a time: to turn X over costs less than W, which has more numbers in small batches.
 */
final class VectorProducts implements Products {
  private static final int PANEL = VectorCombination.PANEL;

  /** How many columns are turned over together: what is written stays in the first cache. */
  private static final int BLOCK = 16;

  // each thread keeps its own; freed with the thread
  private final ThreadLocal<float[]> buffers = ThreadLocal.withInitial(() -> new float[0]);

  @Override
  public void forward(
      int rows, int inputs, int outputs, float[] x, int xFrom, float[] w, int wFrom, float[] z) {
    int turnedX = outputs * PANEL;
    float[] buffer = buffer(turnedX + inputs * PANEL, 0);
    int scratch = buffer.length - VectorCombination.scratch(0);
    for (int from = 0; from < rows; from += PANEL) {
      int count = Math.min(PANEL, rows - from);
      if (count < PANEL) {
        Arrays.fill(buffer, 0, turnedX + inputs * PANEL, 0);
      }
      turnOver(count, inputs, x, xFrom + from * inputs, buffer, turnedX);
      turnOver(count, outputs, z, from * outputs, buffer, 0);
      VectorCombination.add(
          outputs, inputs, PANEL, w, wFrom, inputs, 1, buffer, turnedX, buffer, 0, buffer, scratch);
      turnBack(count, outputs, buffer, z, from * outputs);
    }
  }

  @Override
  public void backward(
      int rows, int inputs, int outputs, float[] dz, float[] w, int wFrom, float[] dx) {
    Arrays.fill(dx, 0, rows * inputs, 0);
    float[] buffer = buffer(0, outputs);
    VectorCombination.add(rows, outputs, inputs, dz, 0, outputs, 1, w, wFrom, dx, 0, buffer, 0);
  }

  @Override
  public void gradient(
      int rows, int inputs, int outputs, float[] dz, float[] x, int xFrom, float[] dw, int dwFrom) {
    float[] buffer = buffer(0, rows);
    VectorCombination.add(
        outputs, rows, inputs, dz, 0, 1, outputs, x, xFrom, dw, dwFrom, buffer, 0);
  }

  /** At least so many numbers, and behind them what a combination of so many terms needs. */
  private float[] buffer(int numbers, int terms) {
    int length = Math.addExact(numbers, VectorCombination.scratch(terms));
    if (buffers.get().length < length) {
      buffers.set(new float[length]);
    }
    return buffers.get();
  }

  /** A matrix [rows, columns], rows at most PANEL, to [columns, PANEL]. */
  private static void turnOver(
      int rows, int columns, float[] from, int start, float[] to, int target) {
    for (int block = 0; block < columns; block += BLOCK) {
      int end = Math.min(columns, block + BLOCK);
      for (int r = 0; r < rows; r++) {
        for (int c = block; c < end; c++) {
          to[target + c * PANEL + r] = from[start + r * columns + c];
        }
      }
    }
  }

  /** And back, from the beginning of the buffer. */
  private static void turnBack(int rows, int columns, float[] from, float[] to, int target) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        to[target + r * columns + c] = from[c * PANEL + r];
      }
    }
  }
}

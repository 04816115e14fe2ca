package io.fallline.core.math;

import java.util.Arrays;

/**
 * The matrix products by Java's vector instructions. Every sum is made in ascending order of what
 * it runs over, by one fused multiplication and addition after the other; lanes stand for different
 * sums and are never added to each other, which would have no defined order. So the bits are those
 * of three plain loops around {@link Math#fma}, however wide the vectors are.
 *
 * <p>dX combines rows of W and dW rows of X. Z combines rows of Wᵀ, or, made turned over, rows of
 * Xᵀ: whichever has fewer numbers is turned over, a panel at a time.
 */
final class SimdKernels implements MatrixKernels {
  private static final int PANEL = SimdPanelGemm.PANEL;

  // each thread keeps its own; freed with the thread
  private final ThreadLocal<float[]> buffers = ThreadLocal.withInitial(() -> new float[0]);

  /** Whether the processor has vectors of sixteen numbers. */
  static boolean areWide() {
    return PANEL >= 32;
  }

  @Override
  public void forward(
      int rows, int inputs, int outputs, float[] x, int xFrom, float[] w, int wFrom, float[] z) {
    if (outputs < rows) {
      forwardByUnits(rows, inputs, outputs, x, xFrom, w, wFrom, z);
      return;
    }
    int turnedX = outputs * PANEL;
    float[] buffer = buffer(turnedX + inputs * PANEL, 0);
    int free = turnedX + inputs * PANEL;
    for (int from = 0; from < rows; from += PANEL) {
      int count = Math.min(PANEL, rows - from);
      if (count < PANEL) {
        Arrays.fill(buffer, 0, free, 0);
      }
      turnOver(count, inputs, x, xFrom + from * inputs, buffer, turnedX);
      turnOver(count, outputs, z, from * outputs, buffer, 0);
      SimdPanelGemm.addPacked(
          outputs, inputs, PANEL, w, wFrom, inputs, buffer, turnedX, buffer, 0, PANEL, buffer,
          free);
      turnBack(count, outputs, buffer, z, from * outputs);
    }
  }

  /** A panel of units at a time: W has fewer numbers to turn over than X. */
  private void forwardByUnits(
      int rows, int inputs, int outputs, float[] x, int xFrom, float[] w, int wFrom, float[] z) {
    float[] buffer = buffer(inputs * PANEL, 0);
    int free = inputs * PANEL;
    for (int from = 0; from < outputs; from += PANEL) {
      int count = Math.min(PANEL, outputs - from);
      if (count < PANEL) {
        Arrays.fill(buffer, 0, free, 0);
      }
      turnOver(count, inputs, w, wFrom + from * inputs, buffer, 0);
      SimdPanelGemm.addPacked(
          rows, inputs, count, x, xFrom, inputs, buffer, 0, z, from, outputs, buffer, free);
    }
  }

  @Override
  public void backward(
      int rows, int inputs, int outputs, float[] dz, float[] w, int wFrom, float[] dx) {
    Arrays.fill(dx, 0, rows * inputs, 0);
    float[] buffer = buffer(0, outputs);
    SimdPanelGemm.add(rows, outputs, inputs, dz, 0, outputs, 1, w, wFrom, dx, 0, buffer, 0);
  }

  @Override
  public void gradient(
      int rows, int inputs, int outputs, float[] dz, float[] x, int xFrom, float[] dw, int dwFrom) {
    float[] buffer = buffer(0, rows);
    SimdPanelGemm.add(outputs, rows, inputs, dz, 0, 1, outputs, x, xFrom, dw, dwFrom, buffer, 0);
  }

  /** At least so many numbers, and behind them what a combination of so many terms needs. */
  private float[] buffer(int numbers, int terms) {
    int length = Math.addExact(numbers, SimdPanelGemm.scratch(terms));
    if (buffers.get().length < length) {
      buffers.set(new float[length]);
    }
    return buffers.get();
  }

  /**
   * A matrix [rows, columns], rows at most PANEL, to [columns, PANEL]: four stores beside each
   * other.
   */
  private static void turnOver(
      int rows, int columns, float[] from, int start, float[] to, int target) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      int from0 = start + r * columns;
      int from1 = from0 + columns;
      int from2 = from1 + columns;
      int from3 = from2 + columns;
      int at = target + r;
      for (int c = 0; c < columns; c++) {
        to[at] = from[from0 + c];
        to[at + 1] = from[from1 + c];
        to[at + 2] = from[from2 + c];
        to[at + 3] = from[from3 + c];
        at += PANEL;
      }
    }
    for (; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        to[target + c * PANEL + r] = from[start + r * columns + c];
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

package io.fallline.core.math;

import java.util.Arrays;

/**
 * The three products of a layer of one unit, where matrices are vectors: the same bits under every
 * kernel, by vector instructions where Java has them and by plain loops elsewhere. (BLAS routines
 * for vectors may sum in an order that depends on where an array lies.) Dot products run in sixteen
 * lanes, element k in lane k mod 16, and the lanes are added pairwise.
 */
final class MatrixVector {
  static final int LANES = 16;

  private static final boolean VECTOR = Kernels.whyNotVector().isEmpty();

  private MatrixVector() {}

  /** zᵢ ← zᵢ + xᵢ·w. */
  static void forward(int rows, int inputs, float[] x, int xFrom, float[] w, int wFrom, float[] z) {
    int done = VECTOR ? SimdMatrixVector.forward(rows, inputs, x, xFrom, w, wFrom, z) : 0;
    float[] lanes = new float[LANES];
    for (int i = done; i < rows; i++) {
      Arrays.fill(lanes, 0);
      addProducts(0, inputs, x, xFrom + i * inputs, w, wFrom, lanes, 0);
      z[i] += sum(lanes, 0);
    }
  }

  /** dxᵢ ← dzᵢ·w. */
  static void backward(int rows, int inputs, float[] dz, float[] w, int wFrom, float[] dx) {
    for (int i = 0; i < rows; i++) {
      float derivative = dz[i];
      int row = i * inputs;
      for (int k = 0; k < inputs; k++) {
        dx[row + k] = derivative * w[wFrom + k];
      }
    }
  }

  /** dw ← dw + Σᵢ dzᵢ·xᵢ, in order of rows. */
  static void gradient(
      int rows, int inputs, float[] dz, float[] x, int xFrom, float[] dw, int dwFrom) {
    int done = VECTOR ? SimdMatrixVector.gradient(rows, inputs, dz, x, xFrom, dw, dwFrom) : 0;
    for (int i = 0; i < rows && done < inputs; i++) {
      float derivative = dz[i];
      int row = xFrom + i * inputs;
      for (int k = done; k < inputs; k++) {
        dw[dwFrom + k] = Math.fma(derivative, x[row + k], dw[dwFrom + k]);
      }
    }
  }

  /** Adds the products of the elements {@code from} to {@code to} to their lanes. */
  static void addProducts(
      int from, int to, float[] x, int xFrom, float[] w, int wFrom, float[] lanes, int first) {
    int k = from;
    if (from % LANES == 0) { // inner loops of fixed length, which Java makes vectors of
      for (; k + LANES <= to; k += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
          lanes[first + lane] =
              Math.fma(x[xFrom + k + lane], w[wFrom + k + lane], lanes[first + lane]);
        }
      }
    }
    for (; k < to; k++) {
      int lane = first + k % LANES;
      lanes[lane] = Math.fma(x[xFrom + k], w[wFrom + k], lanes[lane]);
    }
  }

  /** Lanes 8 apart first, then 4, 2 and 1. */
  static float sum(float[] lanes, int first) {
    float s0 = lanes[first] + lanes[first + 8];
    float s1 = lanes[first + 1] + lanes[first + 9];
    float s2 = lanes[first + 2] + lanes[first + 10];
    float s3 = lanes[first + 3] + lanes[first + 11];
    float s4 = lanes[first + 4] + lanes[first + 12];
    float s5 = lanes[first + 5] + lanes[first + 13];
    float s6 = lanes[first + 6] + lanes[first + 14];
    float s7 = lanes[first + 7] + lanes[first + 15];
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }
}

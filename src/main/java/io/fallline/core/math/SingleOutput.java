package io.fallline.core.math;

/**
 * The three products of a layer of one unit, where matrices are vectors. Plain loops, the same
 * under every kernel: BLAS vector routines may sum in an order that depends on where an array lies.
 * Sums run in eight lanes, element k in lane k mod 8, and the lanes are added pairwise.
 */
final class SingleOutput {
  private static final int LANES = 8;

  private SingleOutput() {}

  /** zᵢ ← zᵢ + xᵢ·w. */
  static void forward(int rows, int inputs, float[] x, int xFrom, float[] w, int wFrom, float[] z) {
    for (int i = 0; i < rows; i++) {
      z[i] += dot(inputs, x, xFrom + i * inputs, w, wFrom);
    }
  }

  /** dxᵢ ← dzᵢ·w. */
  static void backward(int rows, int inputs, float[] dz, float[] w, int wFrom, float[] dx) {
    for (int i = 0; i < rows; i++) {
      float slope = dz[i];
      int row = i * inputs;
      for (int k = 0; k < inputs; k++) {
        dx[row + k] = slope * w[wFrom + k];
      }
    }
  }

  /** dw ← dw + Σᵢ dzᵢ·xᵢ, in order of rows; four rows at a time only save loads and stores. */
  static void gradient(
      int rows, int inputs, float[] dz, float[] x, int xFrom, float[] dw, int dwFrom) {
    int i = 0;
    for (; i + 3 < rows; i += 4) {
      float d0 = dz[i];
      float d1 = dz[i + 1];
      float d2 = dz[i + 2];
      float d3 = dz[i + 3];
      int x0 = xFrom + i * inputs;
      int x1 = x0 + inputs;
      int x2 = x1 + inputs;
      int x3 = x2 + inputs;
      for (int k = 0; k < inputs; k++) {
        dw[dwFrom + k] =
            dw[dwFrom + k] + d0 * x[x0 + k] + d1 * x[x1 + k] + d2 * x[x2 + k] + d3 * x[x3 + k];
      }
    }
    for (; i < rows; i++) {
      float d = dz[i];
      int row = xFrom + i * inputs;
      for (int k = 0; k < inputs; k++) {
        dw[dwFrom + k] += d * x[row + k];
      }
    }
  }

  private static float dot(int length, float[] a, int aFrom, float[] b, int bFrom) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int k = 0;
    for (; k + LANES <= length; k += LANES) {
      s0 += a[aFrom + k] * b[bFrom + k];
      s1 += a[aFrom + k + 1] * b[bFrom + k + 1];
      s2 += a[aFrom + k + 2] * b[bFrom + k + 2];
      s3 += a[aFrom + k + 3] * b[bFrom + k + 3];
      s4 += a[aFrom + k + 4] * b[bFrom + k + 4];
      s5 += a[aFrom + k + 5] * b[bFrom + k + 5];
      s6 += a[aFrom + k + 6] * b[bFrom + k + 6];
      s7 += a[aFrom + k + 7] * b[bFrom + k + 7];
    }
    float sum = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    for (; k < length; k++) {
      sum += a[aFrom + k] * b[bFrom + k];
    }
    return sum;
  }
}

package io.fallline.core.math;

/**
 * The products of a first layer over sparse rows (CSR): row i has the entries {@code starts[i]} to
 * {@code starts[i + 1]} (exclusive). Plain loops in order of entries, the same under every kernel;
 * only weights of columns that have entries are touched.
 */
public final class SparseKernels {
  private SparseKernels() {}

  /**
   * Z ← Z + X·Wᵀ for the rows {@code from} to {@code to}, W [outputs, inputs] from {@code wFrom}
   * on; Z starts with row from.
   */
  public static void forward(
      int from,
      int to,
      int inputs,
      int outputs,
      int[] starts,
      int[] indices,
      float[] values,
      float[] w,
      int wFrom,
      float[] z) {
    for (int i = from; i < to; i++) {
      int end = starts[i + 1];
      int out = (i - from) * outputs;
      for (int j = 0; j < outputs; j++) {
        int unit = wFrom + j * inputs;
        float sum = z[out + j];
        for (int entry = starts[i]; entry < end; entry++) {
          sum += values[entry] * w[unit + indices[entry]];
        }
        z[out + j] = sum;
      }
    }
  }

  /** dW ← dW + dZᵀ·X for the rows {@code from} to {@code to}; dZ starts with row from. */
  public static void gradient(
      int from,
      int to,
      int inputs,
      int outputs,
      float[] dz,
      int[] starts,
      int[] indices,
      float[] values,
      float[] dw,
      int dwFrom) {
    for (int i = from; i < to; i++) {
      int end = starts[i + 1];
      int out = (i - from) * outputs;
      for (int j = 0; j < outputs; j++) {
        int unit = dwFrom + j * inputs;
        float derivative = dz[out + j];
        for (int entry = starts[i]; entry < end; entry++) {
          dw[unit + indices[entry]] += derivative * values[entry];
        }
      }
    }
  }
}

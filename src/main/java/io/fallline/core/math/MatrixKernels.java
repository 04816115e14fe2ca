package io.fallline.core.math;

/**
 * The three matrix products of a layer of {@code outputs} units over {@code rows} rows of {@code
 * inputs} numbers, in float32, row-major. For one shape of arguments an implementation always adds
 * in the same order. Arguments are checked by {@link Kernels}; implementations only compute.
 */
interface MatrixKernels {
  /** Z ← Z + X·Wᵀ, with X [rows, inputs], W [outputs, inputs], Z [rows, outputs]. */
  void forward(
      int rows, int inputs, int outputs, float[] x, int xFrom, float[] w, int wFrom, float[] z);

  /** dX ← dZ·W, whatever dX held before. */
  void backward(int rows, int inputs, int outputs, float[] dz, float[] w, int wFrom, float[] dx);

  /** dW ← dW + dZᵀ·X. */
  void gradient(
      int rows, int inputs, int outputs, float[] dz, float[] x, int xFrom, float[] dw, int dwFrom);
}

package io.fallline.core.math;

import java.util.Arrays;

/**
 * The matrix products in plain Java, to the bits of {@link SimdKernels}: every sum in ascending
 * order of what it runs over, by one fused multiplication and addition after the other. Java makes
 * processor instructions of them; where the processor has none it computes the same bits, slowly.
 * Blocks of four only save loads and stores.
 *
 * <p>The loops are written out here and in {@link ScalarKernels}: shared ones would ask in the
 * innermost loop which product to make.
 */
final class FmaKernels implements MatrixKernels {
  /** Four outputs at a time, so that four sums run beside each other. */
  @Override
  public void forward(
      int rows, int inputs, int outputs, float[] x, int xFrom, float[] w, int wFrom, float[] z) {
    for (int i = 0; i < rows; i++) {
      int row = xFrom + i * inputs;
      int out = i * outputs;
      int j = 0;
      for (; j + 3 < outputs; j += 4) {
        int w0 = wFrom + j * inputs;
        int w1 = w0 + inputs;
        int w2 = w1 + inputs;
        int w3 = w2 + inputs;
        float z0 = z[out + j];
        float z1 = z[out + j + 1];
        float z2 = z[out + j + 2];
        float z3 = z[out + j + 3];
        for (int k = 0; k < inputs; k++) {
          float value = x[row + k];
          z0 = Math.fma(value, w[w0 + k], z0);
          z1 = Math.fma(value, w[w1 + k], z1);
          z2 = Math.fma(value, w[w2 + k], z2);
          z3 = Math.fma(value, w[w3 + k], z3);
        }
        z[out + j] = z0;
        z[out + j + 1] = z1;
        z[out + j + 2] = z2;
        z[out + j + 3] = z3;
      }
      for (; j < outputs; j++) {
        int w0 = wFrom + j * inputs;
        float z0 = z[out + j];
        for (int k = 0; k < inputs; k++) {
          z0 = Math.fma(x[row + k], w[w0 + k], z0);
        }
        z[out + j] = z0;
      }
    }
  }

  @Override
  public void backward(
      int rows, int inputs, int outputs, float[] dz, float[] w, int wFrom, float[] dx) {
    Arrays.fill(dx, 0, rows * inputs, 0);
    for (int i = 0; i < rows; i++) {
      addCombination(outputs, inputs, dz, i * outputs, 1, w, wFrom, dx, i * inputs);
    }
  }

  @Override
  public void gradient(
      int rows, int inputs, int outputs, float[] dz, float[] x, int xFrom, float[] dw, int dwFrom) {
    for (int j = 0; j < outputs; j++) {
      addCombination(rows, inputs, dz, j, outputs, x, xFrom, dw, dwFrom + j * inputs);
    }
  }

  /**
   * sum ← sum + Σₖ factorₖ·vectorₖ: {@code count} vectors of {@code length} that stand one after
   * the other.
   */
  private static void addCombination(
      int count,
      int length,
      float[] factors,
      int factor,
      int stride,
      float[] vectors,
      int from,
      float[] sum,
      int to) {
    int k = 0;
    for (; k + 3 < count; k += 4) {
      float f0 = factors[factor + k * stride];
      float f1 = factors[factor + (k + 1) * stride];
      float f2 = factors[factor + (k + 2) * stride];
      float f3 = factors[factor + (k + 3) * stride];
      int v0 = from + k * length;
      int v1 = v0 + length;
      int v2 = v1 + length;
      int v3 = v2 + length;
      for (int j = 0; j < length; j++) {
        float first = Math.fma(f0, vectors[v0 + j], sum[to + j]);
        float second = Math.fma(f1, vectors[v1 + j], first);
        float third = Math.fma(f2, vectors[v2 + j], second);
        sum[to + j] = Math.fma(f3, vectors[v3 + j], third);
      }
    }
    for (; k < count; k++) {
      float f = factors[factor + k * stride];
      int v = from + k * length;
      for (int j = 0; j < length; j++) {
        sum[to + j] = Math.fma(f, vectors[v + j], sum[to + j]);
      }
    }
  }
}

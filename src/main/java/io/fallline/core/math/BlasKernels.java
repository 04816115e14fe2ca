package io.fallline.core.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;

/**
 * The matrix products by the machine's BLAS through netlib: its sgemm and nothing else, since that
 * one packs its operands and so gives the same bits wherever they lie. BLAS counts by columns,
 * where a row-major matrix is its transpose: Z ← X·Wᵀ is written Zᵀ ← W·Xᵀ.
 *
 * <p>Not for netlib's own Java BLAS: it adds lanes to each other, and on newer Javas its sums
 * change when they are compiled.
 */
record BlasKernels(BLAS blas) implements MatrixKernels {
  /** Made here and not where kernels are chosen, for that is done without netlib, too. */
  static BlasKernels ofThisMachine() {
    return new BlasKernels(NativeBLAS.getInstance());
  }

  @Override
  public void forward(
      int rows, int inputs, int outputs, float[] x, int xFrom, float[] w, int wFrom, float[] z) {
    multiply("T", "N", outputs, rows, inputs, w, wFrom, inputs, x, xFrom, inputs, 1, z, 0);
  }

  @Override
  public void backward(
      int rows, int inputs, int outputs, float[] dz, float[] w, int wFrom, float[] dx) {
    multiply("N", "N", inputs, rows, outputs, w, wFrom, inputs, dz, 0, outputs, 0, dx, 0);
  }

  @Override
  public void gradient(
      int rows, int inputs, int outputs, float[] dz, float[] x, int xFrom, float[] dw, int dwFrom) {
    multiply("N", "T", inputs, outputs, rows, x, xFrom, inputs, dz, 0, outputs, 1, dw, dwFrom);
  }

  /** C [m, n] ← A·B + β·C by columns, where A has m rows once turned as said, and B n columns. */
  private void multiply(
      String turnA,
      String turnB,
      int m,
      int n,
      int k,
      float[] a,
      int aFrom,
      int lda,
      float[] b,
      int bFrom,
      int ldb,
      float beta,
      float[] c,
      int cFrom) {
    blas.sgemm(turnA, turnB, m, n, k, 1, a, aFrom, lda, b, bFrom, ldb, beta, c, cFrom, m);
  }
}

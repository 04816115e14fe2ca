package io.fallline.core.math;

import java.util.Optional;

/**
 * The Cholesky factorization A = L·Lᵀ of a symmetric positive definite matrix, for systems A·x = b.
 * Element by element, never a sum that an instruction could split: the same bits on every machine.
 */
public final class Cholesky {
  private final double[][] rows;

  private Cholesky(double[][] rows) {
    this.rows = rows;
  }

  /**
   * Factors in place.
   *
   * @param lower the lower triangle, row i with i + 1 numbers; receives L
   * @return empty where a pivot is not positive: the matrix is singular, but for rounding
   */
  public static Optional<Cholesky> inPlace(double[][] lower) {
    double[] column = new double[lower.length];
    for (int j = 0; j < lower.length; j++) {
      if (!(lower[j][j] > 0) || lower[j][j] == Double.POSITIVE_INFINITY) {
        return Optional.empty();
      }
      double pivot = Math.sqrt(lower[j][j]);
      lower[j][j] = pivot;
      for (int i = j + 1; i < lower.length; i++) {
        lower[i][j] /= pivot;
        column[i] = lower[i][j];
      }
      for (int i = j + 1; i < lower.length; i++) {
        subtract(lower[i], column, column[i], j + 1, i + 1);
      }
    }
    return Optional.of(new Cholesky(lower));
  }

  private static void subtract(double[] from, double[] column, double factor, int begin, int end) {
    for (int k = begin; k < end; k++) {
      from[k] -= factor * column[k];
    }
  }

  /** x with A·x = b. */
  public double[] solve(double[] b) {
    double[] x = b.clone();
    forward(x, 0);
    for (int i = x.length - 1; i >= 0; i--) {
      x[i] /= rows[i][i];
      subtract(x, rows[i], x[i], 0, i);
    }
    return x;
  }

  /** x ← L⁻¹·x, whose elements before {@code from} are 0. */
  private void forward(double[] x, int from) {
    for (int i = from; i < x.length; i++) {
      double sum = x[i];
      for (int j = from; j < i; j++) {
        sum -= rows[i][j] * x[j];
      }
      x[i] = sum / rows[i][i];
    }
  }

  /** The diagonal of A⁻¹: that of L⁻ᵀ·L⁻¹. */
  public double[] inverseDiagonal() {
    double[] diagonal = new double[rows.length];
    for (int j = 0; j < rows.length; j++) {
      double[] column = new double[rows.length];
      column[j] = 1;
      forward(column, j);
      for (int i = j; i < rows.length; i++) {
        diagonal[j] += column[i] * column[i];
      }
    }
    return diagonal;
  }
}

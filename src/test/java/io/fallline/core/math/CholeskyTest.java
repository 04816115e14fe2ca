package io.fallline.core.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CholeskyTest {
  @Test
  void aSystemByHand() {
    // [4 2; 2 5] = L·Lᵀ with L = [2 0; 1 2]
    double[][] lower = {{4}, {2, 5}};
    Cholesky factor = Cholesky.inPlace(lower).orElseThrow();
    assertEquals(2, lower[0][0]);
    assertEquals(1, lower[1][0]);
    assertEquals(2, lower[1][1]);
    double[] x = factor.solve(new double[] {10, 13});
    assertEquals(1.5, x[0]);
    assertEquals(2, x[1]);
    // the inverse is [5 -2; -2 4] / 16
    double[] diagonal = factor.inverseDiagonal();
    assertEquals(5.0 / 16, diagonal[0], 1e-16);
    assertEquals(4.0 / 16, diagonal[1], 1e-16);
  }

  @Test
  void randomSystemsAreSolved() {
    for (int size : new int[] {1, 2, 7, 40}) {
      RandomStream random = RandomStream.of(8, size);
      double[][] root = new double[size][size + 3];
      for (double[] row : root) {
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextGaussian();
        }
      }
      double[][] matrix = new double[size][size];
      double[][] lower = new double[size][];
      double[] expected = new double[size];
      for (int i = 0; i < size; i++) {
        expected[i] = random.nextGaussian();
        lower[i] = new double[i + 1];
        for (int j = 0; j < size; j++) {
          for (int k = 0; k < size + 3; k++) {
            matrix[i][j] += root[i][k] * root[j][k];
          }
          if (j <= i) {
            lower[i][j] = matrix[i][j];
          }
        }
      }
      double[] b = new double[size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          b[i] += matrix[i][j] * expected[j];
        }
      }
      Cholesky factor = Cholesky.inPlace(lower).orElseThrow();
      double[] x = factor.solve(b);
      double[] diagonal = factor.inverseDiagonal();
      for (int i = 0; i < size; i++) {
        assertEquals(expected[i], x[i], 1e-9, size + ", " + i);
        double[] unit = new double[size];
        unit[i] = 1;
        assertEquals(factor.solve(unit)[i], diagonal[i], 1e-12 * diagonal[i]);
      }
    }
  }

  @Test
  void aMatrixThatIsSingularOrNoNumberIsNotFactored() {
    assertTrue(Cholesky.inPlace(new double[][] {{1}, {1, 1}}).isEmpty());
    assertTrue(Cholesky.inPlace(new double[][] {{-1}}).isEmpty());
    assertTrue(Cholesky.inPlace(new double[][] {{Double.NaN}}).isEmpty());
    assertTrue(Cholesky.inPlace(new double[][] {{Double.POSITIVE_INFINITY}}).isEmpty());
  }
}

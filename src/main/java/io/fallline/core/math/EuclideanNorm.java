package io.fallline.core.math;

/** The Euclidean norm. */
public final class EuclideanNorm {
  private static final int LANES = 8;

  private EuclideanNorm() {}

  /**
   * Σ x² over the elements {@code from} to {@code to} (exclusive): in eight lanes that do not wait
   * for each other, element k in lane (k − from) mod 8, added pairwise in the end.
   */
  public static double squares(double[] vector, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      s0 += vector[i] * vector[i];
      s1 += vector[i + 1] * vector[i + 1];
      s2 += vector[i + 2] * vector[i + 2];
      s3 += vector[i + 3] * vector[i + 3];
      s4 += vector[i + 4] * vector[i + 4];
      s5 += vector[i + 5] * vector[i + 5];
      s6 += vector[i + 6] * vector[i + 6];
      s7 += vector[i + 7] * vector[i + 7];
    }
    double sum = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    for (; i < to; i++) {
      sum += vector[i] * vector[i];
    }
    return sum;
  }

  /**
   * ‖vector‖₂ of the first {@code length} elements, without overflow or underflow where the norm
   * itself is a number; NaN if an element is.
   */
  public static double of(double[] vector, int length) {
    return of(squares(vector, 0, length), vector, length);
  }

  /** The same, of a vector whose squares have been summed. */
  public static double of(double squares, double[] vector, int length) {
    boolean exact =
        squares > Double.MIN_NORMAL / Math.ulp(1.0) && squares < Double.POSITIVE_INFINITY;
    return exact || Double.isNaN(squares) ? Math.sqrt(squares) : scaled(vector, length);
  }

  private static double scaled(double[] vector, int length) {
    double largest = 0;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, Math.abs(vector[i]));
    }
    if (largest == 0 || Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (vector[i] / largest) * (vector[i] / largest);
    }
    return largest * Math.sqrt(sum);
  }
}

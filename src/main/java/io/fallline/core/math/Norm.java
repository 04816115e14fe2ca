package io.fallline.core.math;

/** The Euclidean norm. */
public final class Norm {
  private Norm() {}

  /**
   * ‖vector‖₂, without overflow or underflow where the norm itself is a number; NaN if an element
   * is.
   */
  public static double of(double[] vector) {
    double sum = 0;
    for (double x : vector) {
      sum += x * x;
    }
    boolean exact = sum > Double.MIN_NORMAL / Math.ulp(1.0) && sum < Double.POSITIVE_INFINITY;
    return exact || Double.isNaN(sum) ? Math.sqrt(sum) : scaled(vector);
  }

  private static double scaled(double[] vector) {
    double largest = 0;
    for (double x : vector) {
      largest = Math.max(largest, Math.abs(x));
    }
    if (largest == 0 || Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double x : vector) {
      sum += (x / largest) * (x / largest);
    }
    return largest * Math.sqrt(sum);
  }
}

package io.fallline.core.math;

/**
 * The coordinates {@code from} (inclusive) to {@code to} (exclusive) of the parameter vector; all
 * of them biases, or none.
 */
public record Range(int from, int to, boolean bias) {
  public Range {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no range: [" + from + ", " + to + ")");
    }
  }

  /** Every coordinate of a vector without biases. */
  public static Range all(double[] vector) {
    return new Range(0, vector.length, false);
  }
}

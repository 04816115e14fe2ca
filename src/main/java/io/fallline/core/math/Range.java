package io.fallline.core.math;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of the parameter vector: the coordinates {@code from} (inclusive) to {@code to}
 * (exclusive) all of them biases, or none.
 */
public record Range(int from, int to, boolean bias) {
  public Range {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no range: [" + from + ", " + to + ")");
    }
  }

  /** The same coordinates in ranges of at most this many. */
  public static List<Range> cut(List<Range> ranges, int most) {
    List<Range> cut = new ArrayList<>();
    for (Range range : ranges) {
      for (int from = range.from; from < range.to; from += most) {
        cut.add(new Range(from, Math.min(range.to, from + most), range.bias));
      }
    }
    return cut;
  }

  /** Every coordinate of a vector without biases. */
  public static Range all(double[] vector) {
    return new Range(0, vector.length, false);
  }
}

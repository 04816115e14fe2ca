package io.fallline.data.profile;

import io.fallline.model.CellValues;
import java.io.Serializable;

/**
 * Whether numbers are whole, and whether they are consecutive, each of them once, in whatever order
 * they come: numbers that count the rows.
 */
final class ConsecutiveNumbers implements Serializable {
  private static final long serialVersionUID = 1L;

  private boolean whole = true;
  private long count;
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;

  /** Modulo 2^64, as the sums that they are held against. */
  private long sum;

  private long squares;

  void add(double value) {
    boolean fits = whole && value == Math.rint(value) && Math.abs(value) < CellValues.MOST_WHOLE;
    if (!fits) {
      whole = false;
      return;
    }
    long number = (long) value;
    count++;
    least = Math.min(least, number);
    most = Math.max(most, number);
    sum += number;
    squares += number * number;
  }

  void add(ConsecutiveNumbers more) {
    whole &= more.whole;
    count += more.count;
    least = Math.min(least, more.least);
    most = Math.max(most, more.most);
    sum += more.sum;
    squares += more.squares;
  }

  boolean isWhole() {
    return whole;
  }

  /** Sum and sum of squares are those of least, least + 1, …; other numbers hardly have both. */
  boolean isConsecutive() {
    if (!whole || count < 2 || most - least != count - 1) {
      return false;
    }
    long expected = 0;
    long expectedSquares = 0;
    for (long number = least; number <= most; number++) {
      expected += number;
      expectedSquares += number * number;
    }
    return sum == expected && squares == expectedSquares;
  }
}

package io.fallline.job.configuration;

import java.util.OptionalInt;

/**
 * Rows a step.
 *
 * @param rows empty: all rows, which is batch gradient descent
 */
public record BatchSize(OptionalInt rows) {
  public static final BatchSize FULL = new BatchSize(OptionalInt.empty());

  public static BatchSize of(int rows) {
    return new BatchSize(OptionalInt.of(rows));
  }

  public boolean isFull() {
    return rows.isEmpty();
  }

  @Override
  public String toString() {
    return isFull() ? "full" : Integer.toString(rows.getAsInt());
  }
}

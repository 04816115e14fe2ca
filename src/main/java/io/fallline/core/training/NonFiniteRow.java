package io.fallline.core.training;

import java.io.Serializable;

/**
 * A row that makes a batch's loss or gradient infinite or NaN.
 *
 * @param shard it is in
 * @param row its number in the shard, from 0
 * @param loss of the row
 * @param largestInput in magnitude, as the network meets it
 */
public record NonFiniteRow(int shard, int row, double loss, double largestInput)
    implements Serializable {
  /** There is no such row. */
  public static final NonFiniteRow NONE = new NonFiniteRow(-1, -1, Double.NaN, Double.NaN);

  /** Of two, the one to tell of. */
  public static NonFiniteRow first(NonFiniteRow left, NonFiniteRow right) {
    return left.equals(NONE) ? right : left;
  }

  @Override
  public String toString() {
    return "row "
        + (row + 1)
        + " of shard "
        + shard
        + " has the loss "
        + loss
        + " (its largest input is "
        + largestInput
        + ")";
  }
}

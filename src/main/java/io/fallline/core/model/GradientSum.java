package io.fallline.core.model;

import java.io.Serializable;

/**
 * Sums over some rows of a batch.
 *
 * @param rows how many rows
 * @param weight Σw
 * @param loss Σw·loss of the row
 * @param gradient Σw·∂loss/∂θ, float32; null where there were no rows
 */
public record GradientSum(long rows, double weight, double loss, float[] gradient)
    implements Serializable {
  public static final GradientSum EMPTY = new GradientSum(0, 0, 0, null);

  /**
   * Left plus right. The gradients are added in place, in the left one's array.
   *
   * <p>float32 on purpose: the driver must add as the executors do, or grouping would change the
   * bits. An empty share adds nothing.
   */
  public static GradientSum add(GradientSum left, GradientSum right) {
    if (right.gradient == null) {
      return left;
    }
    if (left.gradient == null) {
      return right;
    }
    float[] total = left.gradient;
    float[] addend = right.gradient;
    for (int i = 0; i < total.length; i++) {
      total[i] += addend[i];
    }
    return new GradientSum(
        left.rows + right.rows, left.weight + right.weight, left.loss + right.loss, total);
  }
}

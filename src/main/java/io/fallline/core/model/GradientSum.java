package io.fallline.core.model;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums over some rows of a batch.
 *
 * @param rows how many rows
 * @param weight Σw
 * @param loss Σw·loss of the row
 * @param indices the coordinates that {@code gradient} has, ascending; null where it has all
 * @param gradient Σw·∂loss/∂θ, float32; null where there were no rows
 */
public record GradientSum(long rows, double weight, double loss, int[] indices, float[] gradient)
    implements Serializable {
  public static final GradientSum EMPTY = new GradientSum(0, 0, 0, null, null);

  /** Every coordinate has its number. */
  public static GradientSum dense(long rows, double weight, double loss, float[] gradient) {
    return new GradientSum(rows, weight, loss, null, gradient);
  }

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
    long rows = left.rows + right.rows;
    double weight = left.weight + right.weight;
    double loss = left.loss + right.loss;
    if (left.indices != null) {
      return merged(rows, weight, loss, left, right);
    }
    float[] total = left.gradient;
    float[] addend = right.gradient;
    for (int i = 0; i < total.length; i++) {
      total[i] += addend[i];
    }
    return dense(rows, weight, loss, total);
  }

  /** A coordinate that one side lacks has a sum of 0 there, and adding 0 changes nothing. */
  private static GradientSum merged(
      long rows, double weight, double loss, GradientSum left, GradientSum right) {
    int[] indices = new int[left.indices.length + right.indices.length];
    float[] gradient = new float[indices.length];
    int l = 0;
    int r = 0;
    int count = 0;
    while (l < left.indices.length || r < right.indices.length) {
      int ofLeft = l < left.indices.length ? left.indices[l] : Integer.MAX_VALUE;
      int ofRight = r < right.indices.length ? right.indices[r] : Integer.MAX_VALUE;
      indices[count] = Math.min(ofLeft, ofRight);
      if (ofLeft == ofRight) {
        gradient[count++] = left.gradient[l++] + right.gradient[r++];
      } else {
        gradient[count++] = ofLeft < ofRight ? left.gradient[l++] : right.gradient[r++];
      }
    }
    return new GradientSum(
        rows, weight, loss, Arrays.copyOf(indices, count), Arrays.copyOf(gradient, count));
  }
}

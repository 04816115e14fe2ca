package io.fallline.core.network;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The sums of gradient, loss and weight over some rows of a batch.
 *
 * @param rows how many rows
 * @param weight Σw
 * @param loss Σw·loss of the row
 * @param indices the coordinates that {@code gradient} has, ascending; null where it has all
 * @param gradient Σw·∂loss/∂θ, float32; null where there were no rows
 */
public record GradientAggregate(
    long rows, double weight, double loss, int[] indices, float[] gradient)
    implements Serializable {
  public static final GradientAggregate EMPTY = new GradientAggregate(0, 0, 0, null, null);

  /** Every coordinate has its number. */
  public static GradientAggregate dense(long rows, double weight, double loss, float[] gradient) {
    return new GradientAggregate(rows, weight, loss, null, gradient);
  }

  /**
   * The gradient with a number for every coordinate: itself where it is dense.
   *
   * @param parameters how many coordinates there are
   */
  public float[] allCoordinates(int parameters) {
    if (indices == null) {
      return gradient;
    }
    float[] all = new float[parameters];
    for (int k = 0; k < indices.length; k++) {
      all[indices[k]] = gradient[k];
    }
    return all;
  }

  /**
   * Left plus right. The gradients are added in place, in the left one's array.
   *
   * <p>float32 on purpose: the driver must add as the executors do, or grouping would change the
   * bits. An empty share adds nothing.
   */
  public static GradientAggregate add(GradientAggregate left, GradientAggregate right) {
    if (right.gradient == null) {
      return left;
    }
    if (left.gradient == null) {
      return right;
    }
    if (left.indices != null) {
      return merged(left, right);
    }
    addInto(left.gradient, right.gradient, 0, left.gradient.length);
    return left.withCountsOf(right);
  }

  /** Adds some elements of one dense gradient to those of another: a part of {@link #add}. */
  public static void addInto(float[] total, float[] addend, int from, int to) {
    for (int i = from; i < to; i++) {
      total[i] += addend[i];
    }
  }

  /** This gradient, with the other's rows, weight and loss counted in. */
  public GradientAggregate withCountsOf(GradientAggregate other) {
    return new GradientAggregate(
        rows + other.rows, weight + other.weight, loss + other.loss, indices, gradient);
  }

  /** A coordinate that one side lacks has a sum of 0 there, and adding 0 changes nothing. */
  private static GradientAggregate merged(GradientAggregate left, GradientAggregate right) {
    int lefts = left.indices.length;
    int rights = right.indices.length;
    int[] indices = new int[lefts + rights];
    float[] gradient = new float[lefts + rights];
    int l = 0;
    int r = 0;
    int count = 0;
    while (l < lefts && r < rights) {
      int ofLeft = left.indices[l];
      int ofRight = right.indices[r];
      // without branches, which nobody could predict
      float leftSum = ofLeft <= ofRight ? left.gradient[l] : 0;
      float rightSum = ofRight <= ofLeft ? right.gradient[r] : 0;
      indices[count] = Math.min(ofLeft, ofRight);
      gradient[count] = leftSum + rightSum;
      count++;
      l += ofLeft <= ofRight ? 1 : 0;
      r += ofRight <= ofLeft ? 1 : 0;
    }
    GradientAggregate rest = l < lefts ? left : right;
    int next = l < lefts ? l : r;
    int more = rest.indices.length - next;
    System.arraycopy(rest.indices, next, indices, count, more);
    System.arraycopy(rest.gradient, next, gradient, count, more);
    count += more;
    return new GradientAggregate(
            left.rows,
            left.weight,
            left.loss,
            Arrays.copyOf(indices, count),
            Arrays.copyOf(gradient, count))
        .withCountsOf(right);
  }
}

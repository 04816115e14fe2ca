package io.fallline.core.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The arrays in which gradients are summed, used again at each step. */
final class GradientArrayPool {
  private final int length;
  private final List<float[]> all = new ArrayList<>();
  private final Deque<float[]> free = new ArrayDeque<>();

  GradientArrayPool(int length) {
    this.length = length;
  }

  /** An array of zeros. */
  float[] lend() {
    float[] array = free.poll();
    if (array == null) {
      array = new float[length];
      all.add(array);
    } else {
      Arrays.fill(array, 0);
    }
    return array;
  }

  /** The borrower is done with this one, or there is none. */
  void takeBack(float[] array) {
    if (array != null) {
      free.push(array);
    }
  }

  void takeBackAll() {
    free.clear();
    free.addAll(all);
  }
}

package io.fallline.engine.resident;

import io.fallline.core.network.GradientAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays that the gradients of a step are read into, and those of the next step again: as many as
 * are in use at once, a handful along a tree. Not for several threads at once.
 */
final class FloatArrayPool {
  private final List<float[]> free = new ArrayList<>();
  private final List<float[]> used = new ArrayList<>();

  /** All arrays are free again. */
  void reuseAll() {
    free.addAll(used);
    used.clear();
  }

  /** The floats of these bytes, in an array of the pool; null for null. */
  float[] read(ByteBuffer bytes) {
    if (bytes == null) {
      return null;
    }
    float[] array = free.isEmpty() ? new float[0] : free.remove(free.size() - 1);
    array = MessageBuffer.floats(bytes, array);
    used.add(array);
    return array;
  }

  /** Left plus right, into the left one. The right one's array is free for what is read next. */
  GradientAggregate add(GradientAggregate left, GradientAggregate right) {
    GradientAggregate sum = GradientAggregate.add(left, right);
    float[] done = right.gradient();
    if (sum.gradient() != done && used.removeIf(array -> array == done)) {
      free.add(done);
    }
    return sum;
  }
}

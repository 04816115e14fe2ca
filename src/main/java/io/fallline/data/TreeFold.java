package io.fallline.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Adds values that come in order along the complete binary tree over their numbers: 0+1, 2+3, (0+1)+(2+3), … So any
 * grouping into complete subtrees gives the same bits.
 */
final class TreeFold<T> {
  private final BinaryOperator<T> sum;
  private final List<T> waiting = new ArrayList<>();
  private final List<Integer> levels = new ArrayList<>();

  TreeFold(BinaryOperator<T> sum) {
    this.sum = sum;
  }

  void add(T value) {
    T total = value;
    int level = 0;
    while (!levels.isEmpty() && levels.get(levels.size() - 1) == level) {
      levels.remove(levels.size() - 1);
      total = sum.apply(waiting.remove(waiting.size() - 1), total);
      level++;
    }
    waiting.add(total);
    levels.add(level);
  }

  /** The sum, once a power of two of values has been added. */
  T total() {
    if (waiting.size() != 1) {
      throw new IllegalStateException("a tree of " + waiting.size() + " pieces");
    }
    return waiting.get(0);
  }
}

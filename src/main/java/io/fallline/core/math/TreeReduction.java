package io.fallline.core.math;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A reduction along a complete binary tree over leaf numbers, whatever the order of the work:
 * floating-point addition is not associative, so the order of additions must follow from the leaves
 * alone.
 *
 * <p>Leaves come in ascending order. Two siblings are added as soon as both are there, so that what
 * is left are the sums of the largest complete subtrees; these are handed on as {@link Node}s and
 * may be added elsewhere, to the same bits.
 */
public final class TreeReduction<T> {
  /**
   * The sum of one complete subtree.
   *
   * @param level 0 for a leaf
   * @param index its number within the level: it covers the leaves index·2^level to
   *     (index+1)·2^level (exclusive)
   */
  public record Node<T>(int level, int index, T sum) implements Serializable {
    private boolean isLeftSiblingOf(Node<T> other) {
      return level == other.level && index % 2 == 0 && other.index == index + 1;
    }
  }

  private final BinaryOperator<T> addition;
  private final List<Node<T>> nodes = new ArrayList<>();
  private long nextLeaf = -1;

  /**
   * @param addition left plus right; may reuse the left one
   */
  public TreeReduction(BinaryOperator<T> addition) {
    this.addition = addition;
  }

  public void addLeaf(int index, T sum) {
    add(new Node<>(0, index, sum));
  }

  /** Adds a subtree that begins where the last one ended. */
  public void add(Node<T> node) {
    long firstLeaf = (long) node.index << node.level;
    if (nextLeaf >= 0 && firstLeaf != nextLeaf) {
      throw new IllegalArgumentException("expected leaf " + nextLeaf + ", found " + firstLeaf);
    }
    nextLeaf = firstLeaf + (1L << node.level);
    Node<T> right = node;
    while (!nodes.isEmpty() && nodes.get(nodes.size() - 1).isLeftSiblingOf(right)) {
      Node<T> left = nodes.remove(nodes.size() - 1);
      right = new Node<>(left.level + 1, left.index / 2, addition.apply(left.sum, right.sum));
    }
    nodes.add(right);
  }

  /** The largest complete subtrees added so far, in order. */
  public List<Node<T>> nodes() {
    return List.copyOf(nodes);
  }

  /**
   * The sum of all leaves of a tree whose leaves have all been added, as many as a power of two.
   */
  public T total() {
    if (nodes.size() != 1 || nodes.get(0).index != 0) {
      throw new IllegalStateException("the tree is not complete: " + nodes.size() + " subtrees");
    }
    return nodes.get(0).sum;
  }
}

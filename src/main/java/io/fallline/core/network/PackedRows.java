package io.fallline.core.network;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A batch of packed rows: dense (row-major) or sparse (CSR). Arrays may be longer than what they
 * hold.
 *
 * <p>No record: shards travel and are kept by whatever serializer a user's session has, and Kryo
 * cannot carry records.
 */
public final class PackedRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final int columns;
  private final int[] starts;
  private final int[] indices;
  private final float[] values;
  private final double[] labels;
  private final double[] weights;
  private final double[] offsets;

  /**
   * @param size number of rows
   * @param columns number of inputs
   * @param starts null where dense; else row i has entries starts[i] to starts[i+1] (exclusive),
   *     size + 1 numbers
   * @param indices null where dense; else the column of each entry, ascending within a row
   * @param values dense: size × columns; sparse: the entries
   * @param labels a number, or a class index, a row
   * @param weights null where every row weighs 1
   * @param offsets what is added to every raw score of the row; null where there is none
   */
  public PackedRows(
      int size,
      int columns,
      int[] starts,
      int[] indices,
      float[] values,
      double[] labels,
      double[] weights,
      double[] offsets) {
    this.size = size;
    this.columns = columns;
    this.starts = starts;
    this.indices = indices;
    this.values = values;
    this.labels = labels;
    this.weights = weights;
    this.offsets = offsets;
  }

  public static PackedRows dense(
      int size, int columns, float[] values, double[] labels, double[] weights, double[] offsets) {
    return new PackedRows(size, columns, null, null, values, labels, weights, offsets);
  }

  /** A copy whose arrays are no longer than what they hold. */
  public PackedRows compact() {
    int stored = sparse() ? starts[size] : size * columns;
    return new PackedRows(
        size,
        columns,
        sparse() ? Arrays.copyOf(starts, size + 1) : null,
        sparse() ? Arrays.copyOf(indices, stored) : null,
        Arrays.copyOf(values, stored),
        Arrays.copyOf(labels, size),
        weights == null ? null : Arrays.copyOf(weights, size),
        offsets == null ? null : Arrays.copyOf(offsets, size));
  }

  public int size() {
    return size;
  }

  public int columns() {
    return columns;
  }

  public int[] starts() {
    return starts;
  }

  public int[] indices() {
    return indices;
  }

  public float[] values() {
    return values;
  }

  public double[] labels() {
    return labels;
  }

  public double[] weights() {
    return weights;
  }

  public double[] offsets() {
    return offsets;
  }

  public boolean sparse() {
    return starts != null;
  }

  public double weight(int row) {
    return weights == null ? 1 : weights[row];
  }

  public double offset(int row) {
    return offsets == null ? 0 : offsets[row];
  }

  /**
   * Weights of rows, each times the factor of its class.
   *
   * @param classWeights a factor a class, or null for 1
   * @param weights receives those of rows {@code from} to {@code to}
   * @return their sum
   */
  double weights(int from, int to, double[] classWeights, double[] weights) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      double ofClass = classWeights == null ? 1 : classWeights[(int) labels[row]];
      weights[row - from] = weight(row) * ofClass;
      sum += weights[row - from];
    }
    return sum;
  }
}

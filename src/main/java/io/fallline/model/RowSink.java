package io.fallline.model;

import io.fallline.core.network.PackedRows;

/** Collects encoded rows into arrays: dense or sparse. */
abstract class RowSink {
  final int columns;
  final int capacity;
  private final boolean hasOffsets;
  private double[] labels;
  private double[] weights;
  private double[] offsets;
  private boolean weighted;
  private int size;

  RowSink(int columns, int capacity, boolean hasOffsets) {
    this.columns = columns;
    this.capacity = capacity;
    this.hasOffsets = hasOffsets;
    clear();
  }

  final int size() {
    return size;
  }

  /** Begins a row. A row that was begun and not ended is dropped. */
  final void begin(double label, double weight, double offset) {
    labels[size] = label;
    weights[size] = weight;
    if (hasOffsets) {
      offsets[size] = offset;
    }
    weighted |= weight != 1;
    beginRow(size);
  }

  /** Sets an input that is not 0 before scaling; an input added twice is the sum. */
  abstract void add(int input, float value);

  /**
   * Sets adjacent numeric inputs at once, centred and scaled.
   *
   * @return false where they have to be added one by one, as nothing was done then
   */
  boolean addScaled(int first, double[] elements, double[] center, double[] scale) {
    return false;
  }

  /**
   * The same of those of them that may not be 0.
   *
   * @param indices of the elements, counted from {@code first}
   */
  abstract boolean addScaled(
      int first, int[] indices, double[] elements, double[] center, double[] scale);

  final void end() {
    endRow(size);
    size++;
  }

  final PackedRows take() {
    return lend().compact();
  }

  /** The rows since the last call in the sink's own arrays, which the next row is written to. */
  final PackedRows lend() {
    PackedRows rows = packed(size, labels, weighted ? weights : null, offsets);
    clear();
    return rows;
  }

  abstract void beginRow(int row);

  abstract void endRow(int row);

  /** Without copying. */
  abstract PackedRows packed(int rows, double[] labels, double[] weights, double[] offsets);

  private void clear() {
    labels = labels == null ? new double[capacity] : labels;
    weights = weights == null ? new double[capacity] : weights;
    offsets = offsets == null && hasOffsets ? new double[capacity] : offsets;
    weighted = false;
    size = 0;
  }
}

package io.fallline.core.training;

import io.fallline.core.network.PackedRows;
import java.util.Arrays;

/**
 * Assembles the rows of a mini-batch: copies them side by side, so that the network sees one block.
 * Its arrays are used again and again.
 */
final class MiniBatchAssembler {
  private final int capacity;
  private int size;
  private int columns;
  private boolean sparse;
  private boolean weighted;
  private boolean offset;
  private int[] starts = new int[0];
  private int[] indices = new int[0];
  private float[] values = new float[0];
  private final double[] labels;
  private final double[] weights;
  private final double[] offsets;

  MiniBatchAssembler(int capacity) {
    this.capacity = capacity;
    labels = new double[capacity];
    weights = new double[capacity];
    offsets = new double[capacity];
  }

  boolean isFull() {
    return size == capacity;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  /** Rows of one gathering are of one kind: all dense or all sparse, of the same columns. */
  void add(PackedRows from, int row) {
    if (size == 0) {
      begin(from.columns(), from.sparse());
    }
    if (sparse) {
      int begin = from.starts()[row];
      int at = roomFor(from.starts()[row + 1] - begin);
      int length = starts[size + 1] - at;
      System.arraycopy(from.values(), begin, values, at, length);
      System.arraycopy(from.indices(), begin, indices, at, length);
    } else {
      System.arraycopy(from.values(), row * columns, values, size * columns, columns);
    }
    // a chunk whose rows all weigh 1 has no weights; others of this gathering may have
    weighted |= from.weights() != null;
    offset |= from.offsets() != null;
    labels[size] = from.labels()[row];
    weights[size] = from.weight(row);
    offsets[size] = from.offset(row);
    size++;
  }

  /** The same out of bytes. */
  void add(ChunkBytes from, int row) {
    if (size == 0) {
      begin(from.columns(), from.sparse());
    }
    if (sparse) {
      int begin = from.start(row);
      int at = roomFor(from.start(row + 1) - begin);
      int length = starts[size + 1] - at;
      from.values(begin, values, at, length);
      from.indices(begin, indices, at, length);
    } else {
      from.values(row * columns, values, size * columns, columns);
    }
    weighted |= from.weighted();
    offset |= from.hasOffsets();
    labels[size] = from.label(row);
    weights[size] = from.weight(row);
    offsets[size] = from.offset(row);
    size++;
  }

  /** What has been gathered; valid until the next {@link #clear}. */
  PackedRows rows() {
    double[] rowWeights = weighted ? weights : null;
    double[] rowOffsets = offset ? offsets : null;
    return sparse
        ? new PackedRows(size, columns, starts, indices, values, labels, rowWeights, rowOffsets)
        : PackedRows.dense(size, columns, values, labels, rowWeights, rowOffsets);
  }

  private void begin(int columnsOfRows, boolean sparseRows) {
    columns = columnsOfRows;
    sparse = sparseRows;
    weighted = false;
    offset = false;
    if (sparse && starts.length == 0) {
      starts = new int[capacity + 1];
    }
    if (!sparse && values.length < capacity * columns) {
      values = new float[capacity * columns];
    }
  }

  /** Where the next row's entries go, which are this many. */
  private int roomFor(int length) {
    int at = starts[size];
    if (at + length > values.length) {
      int room = Math.max(at + length, 2 * values.length);
      values = Arrays.copyOf(values, room);
      indices = Arrays.copyOf(indices, room);
    }
    starts[size + 1] = at + length;
    return at;
  }
}

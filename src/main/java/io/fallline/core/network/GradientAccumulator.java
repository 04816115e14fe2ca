package io.fallline.core.network;

/**
 * Adds up the gradients of a group's rows: a number for every parameter, and for sparse rows of
 * many columns a note of the columns that were touched, so that the sum can leave the others out.
 */
public final class GradientAccumulator {
  /** With fewer columns, a sum of all of them is small anyway. */
  private static final int MANY_COLUMNS = 1024;

  private final int size;
  private final int inputs;
  private final int units;
  private final TouchedColumns touched;
  private float[] values;
  private long rows;
  private double weight;
  private double loss;

  GradientAccumulator(NetworkSpec spec, boolean sparseRows) {
    size = ParameterLayout.of(spec).size();
    inputs = spec.inputsOf(0);
    units = spec.outputsOf(0);
    boolean sparse = sparseRows && inputs >= MANY_COLUMNS;
    touched = sparse ? new TouchedColumns(inputs) : null;
    values = sparse ? new float[size] : null;
  }

  /** Whether its sums are dense, and keep the array they were made in. */
  public boolean isDense() {
    return touched == null;
  }

  /** Begins a sum; a dense one is made in {@code zeros} and keeps them. */
  public void begin(float[] zeros) {
    if (isDense()) {
      values = zeros;
    }
    rows = 0;
    weight = 0;
    loss = 0;
  }

  float[] values() {
    return values;
  }

  void count(int moreRows, double moreWeight, double moreLoss) {
    rows += moreRows;
    weight += moreWeight;
    loss += moreLoss;
  }

  void touch(PackedRows sparse, int from, int to) {
    if (isDense()) {
      return;
    }
    int[] indices = sparse.indices();
    for (int entry = sparse.starts()[from]; entry < sparse.starts()[to]; entry++) {
      touched.add(indices[entry]);
    }
  }

  /** Ends a sum of at least one row. */
  public GradientAggregate end() {
    return isDense() ? GradientAggregate.dense(rows, weight, loss, values) : sparseSum();
  }

  /** The touched columns of each unit, and all parameters behind the first layer's weights. */
  private GradientAggregate sparseSum() {
    int[] columns = touched.take();
    int behind = units * inputs;
    int[] indices = new int[units * columns.length + (size - behind)];
    int k = 0;
    for (int unit = 0; unit < units; unit++) {
      for (int column : columns) {
        indices[k++] = unit * inputs + column;
      }
    }
    for (int i = behind; i < size; i++) {
      indices[k++] = i;
    }
    float[] gradient = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      gradient[i] = values[indices[i]];
      values[indices[i]] = 0;
    }
    return new GradientAggregate(rows, weight, loss, indices, gradient);
  }

  /**
   * A set of columns, as bits with a summary of which words have any: to find the few of a million
   * costs no more than there are.
   */
  static final class TouchedColumns {
    private static final int WORD = Long.SIZE;

    private final long[] bits;
    private final long[] summary;
    private int size;

    TouchedColumns(int columns) {
      bits = new long[(columns + WORD - 1) / WORD];
      summary = new long[(bits.length + WORD - 1) / WORD];
    }

    void add(int column) {
      int word = column / WORD;
      long bit = 1L << column; // the shift counts modulo 64
      if ((bits[word] & bit) == 0) {
        bits[word] |= bit;
        summary[word / WORD] |= 1L << word;
        size++;
      }
    }

    /** The columns in ascending order; the set is empty afterwards. */
    int[] take() {
      int[] columns = new int[size];
      int count = 0;
      for (int s = 0; s < summary.length; s++) {
        for (long words = summary[s]; words != 0; words &= words - 1) {
          int word = s * WORD + Long.numberOfTrailingZeros(words);
          for (long left = bits[word]; left != 0; left &= left - 1) {
            columns[count++] = word * WORD + Long.numberOfTrailingZeros(left);
          }
          bits[word] = 0;
        }
        summary[s] = 0;
      }
      size = 0;
      return columns;
    }
  }
}

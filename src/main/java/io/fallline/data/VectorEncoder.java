package io.fallline.data;

import io.fallline.configuration.MissingValues;
import io.fallline.core.failure.Failure;
import io.fallline.core.model.RowBatch;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * Encodes one vector at a time as {@link RecordPacker} does a record whose only feature is a
 * vector: standardised in float64, kept as float32. For one thread.
 */
public final class VectorEncoder {
  private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
  private static final double[] NO_LABEL = {Double.NaN};

  private final InputColumn column;
  private final double[] fill;
  private final double[] center;
  private final double[] scale;
  private final boolean missingIsError;
  private final float[] zero;
  private final float[] dense;
  private final boolean sparse;

  /**
   * @throws Failure (data) if the model takes other columns than one vector
   */
  public VectorEncoder(Encoding encoding) {
    if (encoding.columns().size() != 1 || encoding.columns().get(0).kind() != InputKind.VECTOR) {
      throw Failure.data(
          "the model takes the columns "
              + encoding.columns().stream().map(InputColumn::column).toList()
              + ", expected one vector of features");
    }
    column = encoding.columns().get(0);
    center = encoding.center();
    scale = encoding.scale();
    missingIsError = encoding.missing() == MissingValues.ERROR;
    fill = encoding.fill() == null ? new double[column.width()] : encoding.fill();
    sparse = encoding.sparse();
    zero = new float[sparse ? 0 : column.width()];
    for (int i = 0; i < zero.length; i++) {
      zero[i] = (float) ((0 - center[i]) / scale[i]);
    }
    dense = new float[zero.length];
  }

  /**
   * The vector as one row without a label, good until the next call.
   *
   * @throws Failure (data) if it has another size, or an element that cannot be used
   */
  public RowBatch encode(Vector vector, double offset) {
    if (vector == null) {
      throw Failure.data("column \"" + column.column() + "\" is null, expected a vector");
    }
    if (vector.size() != column.width()) {
      throw Failure.data(
          "column \""
              + column.column()
              + "\" is a vector of "
              + vector.size()
              + " elements, expected "
              + column.width()
              + " elements");
    }
    double[] offsets = offset == 0 ? null : new double[] {offset};
    return sparse ? sparse(vector.toSparse(), offsets) : dense(vector, offsets);
  }

  private RowBatch dense(Vector vector, double[] offsets) {
    if (vector instanceof SparseVector some) {
      System.arraycopy(zero, 0, dense, 0, zero.length);
      int[] indices = some.indices();
      double[] values = some.values();
      for (int k = 0; k < indices.length; k++) {
        dense[indices[k]] = packed(indices[k], values[k]);
      }
    } else {
      double[] values = vector.toArray();
      // two loops without branches, which Java makes vectors of
      for (int i = 0; i < values.length; i++) {
        dense[i] = (float) ((values[i] - center[i]) / scale[i]);
      }
      if (!areFinite(dense)) {
        for (int i = 0; i < values.length; i++) {
          dense[i] = packed(i, values[i]);
        }
      }
    }
    return RowBatch.dense(1, dense.length, dense, NO_LABEL, null, offsets);
  }

  private static boolean areFinite(float[] values) {
    int largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Float.floatToRawIntBits(value) & Integer.MAX_VALUE);
    }
    return largest < INFINITY;
  }

  private RowBatch sparse(SparseVector vector, double[] offsets) {
    int[] indices = vector.indices();
    float[] values = new float[indices.length];
    for (int k = 0; k < indices.length; k++) {
      values[k] = packed(indices[k], vector.values()[k]);
    }
    int[] starts = {0, indices.length};
    return new RowBatch(1, column.width(), starts, indices, values, NO_LABEL, null, offsets);
  }

  private float packed(int input, double found) {
    float packed = (float) ((found - center[input]) / scale[input]);
    return Math.abs(packed) <= Float.MAX_VALUE ? packed : unusual(input, found);
  }

  /** What is missing, infinite, or too large. */
  private float unusual(int input, double found) {
    if (Double.isNaN(found) && !missingIsError) {
      return (float) ((fill[input] - center[input]) / scale[input]);
    }
    throw Failure.data(
        "column \""
            + column.column()
            + "\": element "
            + input
            + " is "
            + NumberParser.show(found)
            + ", expected "
            + (Double.isNaN(found)
                ? "a number, as the model was trained with missing = \"error\""
                : "a number that float32 can hold once scaled"));
  }
}

package io.fallline.data.records;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.data.sources.SparseCells;
import io.fallline.model.BadRow;
import io.fallline.model.CellValues;
import io.fallline.model.RowEncoder;
import java.util.Arrays;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The elements of an array or vector cell that are not 0, checked, in arrays that are used again
 * for the next row.
 */
public final class VectorCells {
  private int[] indices = new int[16];
  private double[] values = new double[16];
  private int stored;

  /** A cell of Spark's as {@link RowEncoder} takes it: others than vectors stay as they are. */
  public static Object plain(Object cell) {
    if (cell instanceof DenseVector dense) {
      return dense.values();
    }
    if (cell instanceof SparseVector sparse) {
      return new RowEncoder.SparseElements(sparse.size(), sparse.indices(), sparse.values());
    }
    return cell instanceof Seq<?> elements ? CollectionConverters.asJava(elements) : cell;
  }

  /** Writes the cell to the record. */
  public void write(
      String column, Object cell, MissingValues missing, CanonicalRecordWriter writer) {
    stored = 0;
    int size = read(column, cell, missing);
    writer.vector(size, indices, values, stored);
  }

  private int read(String column, Object cell, MissingValues missing) {
    if (cell instanceof SparseCells sparse) {
      int[] at = sparse.indices();
      double[] elements = sparse.values();
      for (int i = 0; i < sparse.stored(); i++) {
        add(column, at[i], elements[i], missing);
      }
      return sparse.size();
    }
    if (cell instanceof SparseVector sparse) {
      for (int i = 0; i < sparse.indices().length; i++) {
        add(column, sparse.indices()[i], sparse.values()[i], missing);
      }
      return sparse.size();
    }
    if (cell instanceof Vector dense) {
      double[] elements = dense.toArray();
      for (int i = 0; i < elements.length; i++) {
        add(column, i, elements[i], missing);
      }
      return elements.length;
    }
    if (cell instanceof Seq<?> elements) {
      int size = 0;
      for (Iterator<?> each = elements.iterator(); each.hasNext(); size++) {
        add(column, size, each.next(), missing);
      }
      return size;
    }
    throw BadRow.column(column, CellValues.shown(cell), "a vector");
  }

  private void add(String column, int index, Object element, MissingValues missing) {
    double value =
        element instanceof Double plain ? plain : CellValues.number(column, element, missing);
    add(column, index, value, missing);
  }

  private void add(String column, int index, double value, MissingValues missing) {
    if (value == 0) {
      return;
    }
    if (!(Math.abs(value) <= CellValues.MOST)) {
      CellValues.feature(column + "[" + index + "]", value, missing);
    }
    if (stored == indices.length) {
      indices = Arrays.copyOf(indices, stored * 2);
      values = Arrays.copyOf(values, stored * 2);
    }
    indices[stored] = index;
    values[stored++] = value;
  }
}

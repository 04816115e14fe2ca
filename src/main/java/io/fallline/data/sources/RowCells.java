package io.fallline.data.sources;

import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The cells of one row of a source. A source that reads many rows moves the same object from one
 * row to the next, so that nothing is made for a row.
 */
public interface RowCells {
  /**
   * The cell's value where it is plainly a number; NaN where {@link #get} says what the cell is,
   * which may still be a number.
   */
  double number(int ordinal);

  /** The same of several cells, {@code ordinals[from]} to {@code ordinals[to]} (exclusive). */
  default void numbers(int[] ordinals, int from, int to, double[] into) {
    for (int i = from; i < to; i++) {
      into[i - from] = number(ordinals[i]);
    }
  }

  /** The cell as {@link io.fallline.model.CellValues} reads it; null where it is empty. */
  Object get(int ordinal);

  /** Whether {@link #number} reads texts, as of csv. */
  default boolean numbersAreTexts() {
    return false;
  }

  /**
   * The whole row, to be kept, of sources that read whole rows.
   *
   * @param converted makes Spark's own row of one that it has made for us
   */
  default InternalRow whole(Function<Row, InternalRow> converted) {
    throw new UnsupportedOperationException("rows are not read whole");
  }

  /** Those of a parsed row. */
  static RowCells of(Row row) {
    return new ParsedCells(row);
  }

  /** The cells of a row that Spark has made. */
  record ParsedCells(Row row) implements RowCells {
    @Override
    public double number(int ordinal) {
      return row.get(ordinal) instanceof Double value ? value : Double.NaN;
    }

    @Override
    public Object get(int ordinal) {
      return row.get(ordinal);
    }

    @Override
    public InternalRow whole(Function<Row, InternalRow> converted) {
      return converted.apply(row);
    }
  }
}

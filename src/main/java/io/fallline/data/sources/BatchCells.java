package io.fallline.data.sources;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The cells of batches of columns. Numbers are copied out of their columns for many rows at a time,
 * column by column, into an array that has the rows one behind the other.
 */
final class BatchCells implements Iterator<RowCells> {
  /** Of the array: it is to stay in a processor's cache. */
  private static final int VALUES = 1 << 15;

  private static final int MOST_ROWS = 256;

  private final TypedCells.Columns columns;
  private final Iterator<ColumnarBatch> batches;
  private final int[] numbers;
  private final double[] tile;
  private final int tileRows;
  private final Cells cells;
  private ColumnarBatch batch;
  private Iterator<InternalRow> rows = Collections.emptyIterator();
  private int row;

  BatchCells(Iterator<ColumnarBatch> batches, TypedCells.Columns columns) {
    this.columns = columns;
    this.batches = batches;
    this.numbers = columns.ordinalsOfNumbers();
    this.tileRows = Math.max(1, Math.min(MOST_ROWS, VALUES / Math.max(1, numbers.length)));
    this.tile = new double[tileRows * numbers.length];
    this.cells = new Cells();
  }

  /** A batch's columns are used again for the next one, which is asked for at its end. */
  @Override
  public boolean hasNext() {
    while (!rows.hasNext() && batches.hasNext()) {
      batch = batches.next();
      rows = batch.rowIterator();
      row = 0;
    }
    return rows.hasNext();
  }

  @Override
  public RowCells next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    cells.move(rows.next());
    if (row % tileRows == 0) {
      fill(row, Math.min(tileRows, batch.numRows() - row));
    }
    cells.first = row++ % tileRows * numbers.length;
    return cells;
  }

  private void fill(int from, int count) {
    for (int i = 0; i < numbers.length; i++) {
      int ordinal = numbers[i];
      ColumnVector column = batch.column(columns.positions()[ordinal]);
      if (column.hasNull()) {
        fillWithNulls(ordinal, i, from, count);
      } else {
        columns.numbers()[ordinal].copy(column, from, count, tile, i, numbers.length);
      }
    }
  }

  /** One by one: there need not be anything behind a null. */
  private void fillWithNulls(int ordinal, int place, int from, int count) {
    int position = columns.positions()[ordinal];
    NumberType type = columns.numbers()[ordinal];
    for (int r = 0; r < count; r++) {
      InternalRow found = batch.getRow(from + r);
      boolean isNull = found.isNullAt(position);
      tile[r * numbers.length + place] = isNull ? Double.NaN : type.number(found, position);
    }
  }

  /** The row's numbers stand in the tile; all else is read from the batch. */
  private final class Cells extends TypedCells {
    private final int[] places;
    private int first;

    Cells() {
      super(columns);
      places = new int[columns.positions().length];
      Arrays.fill(places, -1);
      for (int i = 0; i < numbers.length; i++) {
        places[numbers[i]] = i;
      }
    }

    @Override
    public double number(int ordinal) {
      int place = places[ordinal];
      return place < 0 ? Double.NaN : tile[first + place];
    }
  }
}

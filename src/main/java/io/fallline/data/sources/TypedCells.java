package io.fallline.data.sources;

import java.io.Serializable;
import java.util.BitSet;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import scala.Function1;

/** The cells of Spark's own rows, whose columns have types. */
class TypedCells implements RowCells {
  /**
   * A table's columns as a task reads them.
   *
   * @param positions where a column of the table stands in a row that is read; −1 where it is not
   * @param types as rows have them
   * @param numbers how a column's numbers are read; null where it has none
   * @param converters of other columns
   */
  record Columns(
      int[] positions,
      DataType[] types,
      NumberType[] numbers,
      Function1<Object, Object>[] converters)
      implements Serializable {

    /**
     * Must be called where the session's settings are the active ones: they decide what dates are.
     *
     * @param read which columns the rows have
     */
    static Columns of(StructType schema, BitSet read) {
      int columns = schema.length();
      int[] positions = new int[columns];
      DataType[] types = new DataType[columns];
      NumberType[] numbers = new NumberType[columns];
      @SuppressWarnings("unchecked") // no generic array can be made
      Function1<Object, Object>[] converters = new Function1[columns];
      int position = 0;
      for (int i = 0; i < columns; i++) {
        positions[i] = read.get(i) ? position++ : -1;
        DataType type = schema.fields()[i].dataType();
        types[i] = type instanceof UserDefinedType<?> own ? own.sqlType() : type;
        numbers[i] = NumberType.of(type);
        if (read.get(i) && numbers[i] == null) {
          converters[i] = CatalystTypeConverters.createToScalaConverter(type);
        }
      }
      return new Columns(positions, types, numbers, converters);
    }

    /** Ordinals of the columns of numbers that are read. */
    int[] ordinalsOfNumbers() {
      return IntStream.range(0, positions.length)
          .filter(i -> positions[i] >= 0 && numbers[i] != null)
          .toArray();
    }

    /** The rows' cells: of each the same object, which is moved. */
    Iterator<RowCells> cells(Iterator<InternalRow> rows) {
      TypedCells cells = new TypedCells(this);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public RowCells next() {
          cells.move(rows.next());
          return cells;
        }
      };
    }
  }

  private final int[] positions;
  private final DataType[] types;
  private final NumberType[] numbers;
  private final Function1<Object, Object>[] converters;
  private InternalRow row;

  TypedCells(Columns columns) {
    this.positions = columns.positions;
    this.types = columns.types;
    this.numbers = columns.numbers;
    this.converters = columns.converters;
  }

  final void move(InternalRow to) {
    row = to;
  }

  @Override
  public double number(int ordinal) {
    int position = positions[ordinal];
    NumberType type = numbers[ordinal];
    return type == null || row.isNullAt(position) ? Double.NaN : type.number(row, position);
  }

  @Override
  public Object get(int ordinal) {
    int position = positions[ordinal];
    if (row.isNullAt(position)) {
      return null;
    }
    if (numbers[ordinal] != null) {
      return numbers[ordinal].boxed(row, position);
    }
    boolean doubles =
        types[ordinal] instanceof ArrayType array && array.elementType() instanceof DoubleType;
    return doubles
        ? vector(row.getArray(position), ordinal)
        : converters[ordinal].apply(row.get(position, types[ordinal]));
  }

  /** A copy: this one's bytes may be those of the next row. */
  @Override
  public InternalRow whole(Function<Row, InternalRow> converted) {
    return row.copy();
  }

  /** Elements without boxes, where none is null. */
  private Object vector(ArrayData array, int ordinal) {
    for (int i = 0; i < array.numElements(); i++) {
      if (array.isNullAt(i)) {
        return converters[ordinal].apply(array);
      }
    }
    return Vectors.dense(array.toDoubleArray());
  }
}

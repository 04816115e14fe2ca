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
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.vectorized.ColumnVector;
import scala.Function1;

/** The cells of Spark's own rows, whose columns have types. */
class TypedCells implements RowCells {
  /** How a column's numbers are read; of {@code OTHER} ones, the cell is made an object. */
  enum Access {
    DOUBLE,
    FLOAT,
    LONG,
    INT,
    SHORT,
    BYTE,
    BOOLEAN,
    DOUBLES,
    OTHER;

    static Access of(DataType type) {
      if (type instanceof DoubleType) {
        return DOUBLE;
      } else if (type instanceof FloatType) {
        return FLOAT;
      } else if (type instanceof LongType) {
        return LONG;
      } else if (type instanceof IntegerType) {
        return INT;
      } else if (type instanceof ShortType) {
        return SHORT;
      } else if (type instanceof ByteType) {
        return BYTE;
      } else if (type instanceof BooleanType) {
        return BOOLEAN;
      }
      boolean doubles =
          type instanceof ArrayType array && array.elementType() instanceof DoubleType;
      return doubles ? DOUBLES : OTHER;
    }

    boolean isNumber() {
      return this != DOUBLES && this != OTHER;
    }

    /**
     * Copies a column's numbers, from a row on, to every {@code stride}th element of an array. What
     * stands for a null is any number.
     */
    void copy(ColumnVector column, int row, int count, double[] to, int at, int stride) {
      switch (this) {
        case DOUBLE -> {
          double[] values = column.getDoubles(row, count);
          for (int i = 0; i < count; i++) {
            to[at + i * stride] = values[i];
          }
        }
        case FLOAT -> {
          float[] values = column.getFloats(row, count);
          for (int i = 0; i < count; i++) {
            to[at + i * stride] = values[i];
          }
        }
        case LONG -> {
          long[] values = column.getLongs(row, count);
          for (int i = 0; i < count; i++) {
            to[at + i * stride] = values[i];
          }
        }
        case INT -> {
          int[] values = column.getInts(row, count);
          for (int i = 0; i < count; i++) {
            to[at + i * stride] = values[i];
          }
        }
        case SHORT -> {
          short[] values = column.getShorts(row, count);
          for (int i = 0; i < count; i++) {
            to[at + i * stride] = values[i];
          }
        }
        case BYTE -> {
          byte[] values = column.getBytes(row, count);
          for (int i = 0; i < count; i++) {
            to[at + i * stride] = values[i];
          }
        }
        case BOOLEAN -> {
          boolean[] values = column.getBooleans(row, count);
          for (int i = 0; i < count; i++) {
            to[at + i * stride] = values[i] ? 1 : 0;
          }
        }
        case DOUBLES, OTHER -> throw new IllegalStateException(this + " are no numbers");
      }
    }
  }

  /**
   * A table's columns as a task reads them.
   *
   * @param positions where a column of the table stands in a row that is read; −1 where it is not
   * @param types as rows have them
   */
  record Columns(
      int[] positions, DataType[] types, Access[] access, Function1<Object, Object>[] converters)
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
      Access[] access = new Access[columns];
      @SuppressWarnings("unchecked") // no generic array can be made
      Function1<Object, Object>[] converters = new Function1[columns];
      int position = 0;
      for (int i = 0; i < columns; i++) {
        positions[i] = read.get(i) ? position++ : -1;
        DataType type = schema.fields()[i].dataType();
        types[i] = type instanceof UserDefinedType<?> own ? own.sqlType() : type;
        access[i] = Access.of(type);
        if (read.get(i) && (access[i] == Access.OTHER || access[i] == Access.DOUBLES)) {
          converters[i] = CatalystTypeConverters.createToScalaConverter(type);
        }
      }
      return new Columns(positions, types, access, converters);
    }

    /** Ordinals of the columns of numbers that are read. */
    int[] numbers() {
      return IntStream.range(0, positions.length)
          .filter(i -> positions[i] >= 0 && access[i].isNumber())
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
  private final Access[] access;
  private final Function1<Object, Object>[] converters;
  private InternalRow row;

  TypedCells(Columns columns) {
    this.positions = columns.positions;
    this.types = columns.types;
    this.access = columns.access;
    this.converters = columns.converters;
  }

  final void move(InternalRow to) {
    row = to;
  }

  @Override
  public double number(int ordinal) {
    int position = positions[ordinal];
    if (row.isNullAt(position)) {
      return Double.NaN;
    }
    return switch (access[ordinal]) {
      case DOUBLE -> row.getDouble(position);
      case FLOAT -> row.getFloat(position);
      case LONG -> row.getLong(position);
      case INT -> row.getInt(position);
      case SHORT -> row.getShort(position);
      case BYTE -> row.getByte(position);
      case BOOLEAN -> row.getBoolean(position) ? 1 : 0;
      case DOUBLES, OTHER -> Double.NaN;
    };
  }

  @Override
  public Object get(int ordinal) {
    int position = positions[ordinal];
    if (row.isNullAt(position)) {
      return null;
    }
    return switch (access[ordinal]) {
      case DOUBLE -> row.getDouble(position);
      case FLOAT -> row.getFloat(position);
      case LONG -> row.getLong(position);
      case INT -> row.getInt(position);
      case SHORT -> row.getShort(position);
      case BYTE -> row.getByte(position);
      case BOOLEAN -> row.getBoolean(position);
      case DOUBLES -> doubles(row.getArray(position), ordinal);
      case OTHER -> converters[ordinal].apply(row.get(position, types[ordinal]));
    };
  }

  /** A copy: this one's bytes may be those of the next row. */
  @Override
  public InternalRow whole(Function<Row, InternalRow> converted) {
    return row.copy();
  }

  /** Elements without boxes, where none is null. */
  private Object doubles(ArrayData array, int ordinal) {
    for (int i = 0; i < array.numElements(); i++) {
      if (array.isNullAt(i)) {
        return converters[ordinal].apply(array);
      }
    }
    return Vectors.dense(array.toDoubleArray());
  }
}

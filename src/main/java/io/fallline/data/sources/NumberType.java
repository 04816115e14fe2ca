package io.fallline.data.sources;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Spark's types of columns whose values are float64 without an object between. */
enum NumberType {
  DOUBLE(DoubleType.class) {
    @Override
    double number(InternalRow row, int position) {
      return row.getDouble(position);
    }

    @Override
    Object boxed(InternalRow row, int position) {
      return row.getDouble(position);
    }

    @Override
    void copy(ColumnVector column, int row, int count, double[] to, int at, int stride) {
      for (int i = 0; i < count; i++) {
        to[at + i * stride] = column.getDouble(row + i);
      }
    }
  },

  FLOAT(FloatType.class) {
    @Override
    double number(InternalRow row, int position) {
      return row.getFloat(position);
    }

    @Override
    Object boxed(InternalRow row, int position) {
      return row.getFloat(position);
    }

    @Override
    void copy(ColumnVector column, int row, int count, double[] to, int at, int stride) {
      for (int i = 0; i < count; i++) {
        to[at + i * stride] = column.getFloat(row + i);
      }
    }
  },

  LONG(LongType.class) {
    @Override
    double number(InternalRow row, int position) {
      return row.getLong(position);
    }

    @Override
    Object boxed(InternalRow row, int position) {
      return row.getLong(position);
    }

    @Override
    void copy(ColumnVector column, int row, int count, double[] to, int at, int stride) {
      for (int i = 0; i < count; i++) {
        to[at + i * stride] = column.getLong(row + i);
      }
    }
  },

  INT(IntegerType.class) {
    @Override
    double number(InternalRow row, int position) {
      return row.getInt(position);
    }

    @Override
    Object boxed(InternalRow row, int position) {
      return row.getInt(position);
    }

    @Override
    void copy(ColumnVector column, int row, int count, double[] to, int at, int stride) {
      for (int i = 0; i < count; i++) {
        to[at + i * stride] = column.getInt(row + i);
      }
    }
  },

  SHORT(ShortType.class) {
    @Override
    double number(InternalRow row, int position) {
      return row.getShort(position);
    }

    @Override
    Object boxed(InternalRow row, int position) {
      return row.getShort(position);
    }

    @Override
    void copy(ColumnVector column, int row, int count, double[] to, int at, int stride) {
      for (int i = 0; i < count; i++) {
        to[at + i * stride] = column.getShort(row + i);
      }
    }
  },

  BYTE(ByteType.class) {
    @Override
    double number(InternalRow row, int position) {
      return row.getByte(position);
    }

    @Override
    Object boxed(InternalRow row, int position) {
      return row.getByte(position);
    }

    @Override
    void copy(ColumnVector column, int row, int count, double[] to, int at, int stride) {
      for (int i = 0; i < count; i++) {
        to[at + i * stride] = column.getByte(row + i);
      }
    }
  },

  BOOLEAN(BooleanType.class) {
    @Override
    double number(InternalRow row, int position) {
      return row.getBoolean(position) ? 1 : 0;
    }

    @Override
    Object boxed(InternalRow row, int position) {
      return row.getBoolean(position);
    }

    @Override
    void copy(ColumnVector column, int row, int count, double[] to, int at, int stride) {
      for (int i = 0; i < count; i++) {
        to[at + i * stride] = column.getBoolean(row + i) ? 1 : 0;
      }
    }
  };

  private final Class<? extends DataType> type;

  NumberType(Class<? extends DataType> type) {
    this.type = type;
  }

  /** Null for other types; decimals are objects. */
  static NumberType of(DataType type) {
    for (NumberType number : values()) {
      if (number.type.isInstance(type)) {
        return number;
      }
    }
    return null;
  }

  /** The value of a cell that is not null. */
  abstract double number(InternalRow row, int position);

  /** The same as an object of its own type. */
  abstract Object boxed(InternalRow row, int position);

  /**
   * Copies a column's values, none of them null, from a row on, to every {@code stride}th element
   * of an array.
   */
  abstract void copy(ColumnVector column, int row, int count, double[] to, int at, int stride);
}

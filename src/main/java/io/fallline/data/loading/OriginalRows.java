package io.fallline.data.loading;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.data.records.InputTable;
import io.fallline.data.sources.RawRowParser;
import io.fallline.data.sources.RowCells;
import io.fallline.data.sources.SourceTables;
import io.fallline.model.CellValues;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/**
 * Rows as they are written beside their predictions.
 *
 * @param corrupt the column that is Spark's and not the source's, or −1
 * @param numbers columns of numbers that the source has as texts
 * @param converter of a row to Spark's own
 */
record OriginalRows(int corrupt, Set<Integer> numbers, Function1<Object, Object> converter)
    implements Serializable {
  static OriginalRows of(InputTable input) {
    StructType schema = input.table().schema();
    if (input.table().parser() == RawRowParser.NONE) {
      return new OriginalRows(
          -1, Set.of(), CatalystTypeConverters.createToCatalystConverter(schema));
    }
    Set<Integer> numbers = new TreeSet<>(input.plan().numbers());
    numbers.removeIf(column -> !(schema.fields()[column].dataType() instanceof StringType));
    int corrupt = Arrays.asList(schema.fieldNames()).indexOf(SourceTables.CORRUPT);
    return new OriginalRows(
        corrupt,
        numbers,
        CatalystTypeConverters.createToCatalystConverter(written(schema, corrupt, numbers)));
  }

  /**
   * The columns of {@link #of(RowCells)}.
   *
   * @param source the table's
   */
  StructType schema(StructType source) {
    return written(source, corrupt, numbers);
  }

  private static StructType written(StructType source, int corrupt, Set<Integer> numbers) {
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < source.length(); i++) {
      StructField field = source.fields()[i];
      if (i != corrupt) {
        fields.add(
            numbers.contains(i)
                ? DataTypes.createStructField(field.name(), DataTypes.DoubleType, true)
                : field);
      }
    }
    return DataTypes.createStructType(fields);
  }

  /** The row to be kept. */
  InternalRow of(RowCells row) {
    return row.whole(parsed -> (InternalRow) converter.apply(of(parsed)));
  }

  private Row of(Row row) {
    if (corrupt < 0) {
      return row;
    }
    Object[] cells = new Object[row.size() - 1];
    for (int i = 0; i < cells.length; i++) {
      int from = i < corrupt ? i : i + 1;
      cells[i] = numbers.contains(from) ? number(row.get(from)) : row.get(from);
    }
    return RowFactory.create(cells);
  }

  /** Null where the value is missing. */
  private static Double number(Object cell) {
    double value = CellValues.number("", cell, MissingValues.ZERO);
    return Double.isNaN(value) ? null : value;
  }
}

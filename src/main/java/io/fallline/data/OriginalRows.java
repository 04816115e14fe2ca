package io.fallline.data;

import io.fallline.configuration.MissingValues;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Rows as they are written beside their predictions.
 *
 * @param corrupt the column that is Spark's and not the source's, or −1
 * @param numbers columns of numbers that the source has as texts
 */
record OriginalRows(RawRowParser parser, int corrupt, Set<Integer> numbers) {
  Row of(Row raw) {
    Row row = parser.parse(raw);
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

package io.fallline.data.profile;

import io.fallline.core.serialization.JavaSerialization;
import io.fallline.data.sources.RawRowParser;
import io.fallline.data.sources.SourceTable;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/** What the cells of some of a table's columns are. */
final class TableTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Distinct values of one column that are counted one by one, and of all columns together. */
  private static final int MOST_OF_A_COLUMN = 1000;

  private static final int MOST = 1 << 19;
  private static final int LEAST_OF_A_COLUMN = 16;

  private long rows;

  /** By the order in which columns were asked for. */
  private final ColumnTally[] columns;

  private TableTally(int count) {
    columns = new ColumnTally[count];
    int most = Math.max(LEAST_OF_A_COLUMN, Math.min(MOST_OF_A_COLUMN, MOST / Math.max(1, count)));
    for (int i = 0; i < count; i++) {
      columns[i] = new ColumnTally(most);
    }
  }

  /**
   * Reads all rows; those that are none, such as lines of too few cells, are passed over.
   *
   * @param ordinals of the columns
   */
  static TableTally of(SourceTable table, RawRowParser parser, int[] ordinals) {
    List<byte[]> parts =
        table
            .rows()
            .mapPartitions(
                rows -> List.of(JavaSerialization.bytes(of(rows, parser, ordinals))).iterator())
            .collect();
    TableTally all = new TableTally(ordinals.length);
    for (byte[] part : parts) {
      all.add(JavaSerialization.value(part, TableTally.class));
    }
    return all;
  }

  private static TableTally of(Iterator<Row> rows, RawRowParser parser, int[] ordinals) {
    TableTally tally = new TableTally(ordinals.length);
    while (rows.hasNext()) {
      Row row = parser.parse(rows.next(), bad -> {});
      if (row != null) {
        tally.rows++;
        for (int i = 0; i < ordinals.length; i++) {
          tally.columns[i].see(row.get(ordinals[i]));
        }
      }
    }
    return tally;
  }

  private void add(TableTally more) {
    rows += more.rows;
    for (int i = 0; i < columns.length; i++) {
      columns[i].add(more.columns[i]);
    }
  }

  long rows() {
    return rows;
  }

  ColumnTally column(int number) {
    return columns[number];
  }
}

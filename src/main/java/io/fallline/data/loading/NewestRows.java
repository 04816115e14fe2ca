package io.fallline.data.loading;

import io.fallline.core.failure.Failure;
import io.fallline.data.TimeWindow;
import io.fallline.data.loading.FilteredTable.RowFilter;
import io.fallline.data.sources.ColumnOrdinals;
import io.fallline.data.sources.RawRowParser;
import io.fallline.data.sources.SourceTable;
import io.fallline.data.sources.SparkFailures;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;

/**
 * A table's rows within a window of time.
 *
 * @param newest the time that the window ends at; empty where there is no window, or no row
 */
record NewestRows(SourceTable table, Optional<Instant> newest) {
  /** Where a row has its time. */
  private record TimeColumn(String name, int ordinal, RawRowParser parser) implements Serializable {
    Instant of(Row raw) {
      return InstantParser.of(name, parser.parse(raw).get(ordinal));
    }
  }

  /**
   * Reads the column once, to find the newest row.
   *
   * @param window null where all rows count
   * @throws Failure DATA if there is no such column, or a row has no time
   */
  static NewestRows of(SourceTable table, TimeWindow window) {
    if (window == null) {
      return new NewestRows(table, Optional.empty());
    }
    TimeColumn column = column(table, window.column());
    Optional<Instant> newest =
        SparkFailures.run(
            table.name(),
            () -> newest(table, column),
            bad ->
                Failure.data(
                    SparkFailures.run(table.name(), () -> table.firstBad(() -> column::of))
                        .orElse(table.name() + ": " + bad.getMessage()),
                    bad));
    return new NewestRows(
        newest
            .<SourceTable>map(
                last ->
                    new FilteredTable(table, after(column, window.before(last)), table.parser()))
            .orElse(table),
        newest);
  }

  private static RowFilter.Plan after(TimeColumn column, Instant before) {
    return () -> raw -> column.of(raw).isAfter(before);
  }

  /** The greatest of all is the same in whatever order they are met. */
  private static Optional<Instant> newest(SourceTable table, TimeColumn column) {
    return table
        .rowsOf(column.ordinal)
        .mapPartitions(rows -> newest(rows, column))
        .collect()
        .stream()
        .max(Instant::compareTo);
  }

  private static Iterator<Instant> newest(Iterator<Row> rows, TimeColumn column) {
    Instant newest = null;
    while (rows.hasNext()) {
      Instant time = column.of(rows.next());
      newest = newest == null || time.isAfter(newest) ? time : newest;
    }
    return newest == null ? Collections.emptyIterator() : List.of(newest).iterator();
  }

  private static TimeColumn column(SourceTable table, String name) {
    int ordinal = ColumnOrdinals.of(table).find(name);
    DataType type = table.schema().fields()[ordinal].dataType();
    String shown = type.simpleString();
    if (!(type instanceof StringType) && !shown.equals("date") && !shown.startsWith("timestamp")) {
      throw Failure.data(
          "%s: column \"%s\" is of type %s, expected dates, timestamps or texts of them, as rows are "
              + "chosen by it",
          table.name(), name, shown);
    }
    return new TimeColumn(name, ordinal, table.parser());
  }
}

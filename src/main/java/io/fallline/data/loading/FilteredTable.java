package io.fallline.data.loading;

import io.fallline.data.sources.BadRowFinder.LocatedBadRow;
import io.fallline.data.sources.FileVersion;
import io.fallline.data.sources.RawRowParser;
import io.fallline.data.sources.RowProblemFinder;
import io.fallline.data.sources.SourceTable;
import io.fallline.model.BadRow;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Some rows of a table, chosen one by one; the others are as if they were not there, except that
 * those that stay keep their numbers.
 *
 * @param parser of the rows that are taken
 */
record FilteredTable(SourceTable table, RowFilter.Plan choice, RawRowParser parser)
    implements SourceTable {
  @Override
  public StructType schema() {
    return table.schema();
  }

  @Override
  public List<String> partitionColumns() {
    return table.partitionColumns();
  }

  @Override
  public boolean untyped() {
    return table.untyped();
  }

  @Override
  public JavaRDD<Row> rows() {
    RowFilter.Plan plan = choice;
    return table.rows().mapPartitions(rows -> new Taken(rows, plan.start()));
  }

  @Override
  public long bytes() {
    return table.bytes();
  }

  @Override
  public List<FileVersion> files() {
    return table.files();
  }

  @Override
  public String shown(Path file) {
    return table.shown(file);
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public List<String> paths() {
    return table.paths();
  }

  @Override
  public Map<String, LocatedBadRow> firstBadByColumn(RowProblemFinder.Plan complaints) {
    RowFilter.Plan plan = choice;
    return table.firstBadByColumn(
        () -> {
          RowFilter choosing = plan.start();
          RowProblemFinder looking = complaints.start();
          return raw -> {
            try {
              return choosing.takes(raw) ? looking.of(raw) : List.of();
            } catch (BadRow bad) { // the choice is by a column of its own
              return List.of(bad.complaint());
            }
          };
        });
  }

  /** The rows that a choice takes; the next one is looked for when it is asked for. */
  private static final class Taken implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final RowFilter choice;
    private Row next;

    Taken(Iterator<Row> rows, RowFilter choice) {
      this.rows = rows;
      this.choice = choice;
    }

    @Override
    public boolean hasNext() {
      while (next == null && rows.hasNext()) {
        Row row = rows.next();
        next = choice.takes(row) ? row : null;
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row taken = next;
      next = null;
      return taken;
    }
  }

  /** Says which raw rows count, one after the other; throws {@link BadRow} where it cannot tell. */
  @FunctionalInterface
  interface RowFilter {
    boolean takes(Row raw);

    /** Travels to a task and starts choosing there. */
    @FunctionalInterface
    interface Plan extends Serializable {
      RowFilter start();

      /** Takes every row. */
      static RowFilter everything() {
        return raw -> true;
      }
    }
  }
}

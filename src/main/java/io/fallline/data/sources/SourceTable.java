package io.fallline.data.sources;

import io.fallline.data.sources.BadRowFinder.LocatedBadRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * An opened source: its columns, its raw rows, and how a raw row becomes a row of those columns.
 */
public interface SourceTable {
  /** The columns of a parsed row. */
  StructType schema();

  /**
   * Columns that come from directory names ({@code day=3}) and so are no features unless asked for.
   */
  List<String> partitionColumns();

  /** Whether numbers are written as texts, as in csv. */
  boolean untyped();

  /** Rows as Spark reads them, to be given to {@link #parser}. */
  JavaRDD<Row> rows();

  RawRowParser parser();

  /**
   * The rows as the plan's parser has them, to be read one after the other. Only the cells that the
   * plan reads have to be there.
   *
   * @throws io.fallline.model.BadRow in the tasks, where a row cannot be parsed
   */
  default JavaRDD<RowCells> cells(RowPlan plan) {
    return wholeRows(plan);
  }

  /** The same with all cells, and with {@link RowCells#whole}. */
  default JavaRDD<RowCells> wholeRows(RowPlan plan) {
    RawRowParser parser = plan.parser();
    return rows().map(raw -> RowCells.of(parser.parse(raw)));
  }

  /**
   * The same rows where only one column is looked at: the others may be null in them, and a source
   * that stores columns need not read those.
   */
  default JavaRDD<Row> rowsOf(int ordinal) {
    return rows();
  }

  /** About how many bytes there are to read; only sizes the shuffle. */
  long bytes();

  /** The files that the rows come from, as they are now; none where they come from elsewhere. */
  List<FileVersion> files();

  /** How messages call one of the files. */
  String shown(Path file);

  /** How messages call it: its paths, as they were given. */
  String name();

  /** The paths themselves; none where directories name no columns. */
  default List<String> paths() {
    return List.of();
  }

  /**
   * The first row that {@code check} refuses, of the smallest path: {@code "path, row 12: what is
   * wrong"}. Reads everything again, so that the answer does not depend on which task failed first.
   */
  default Optional<String> firstBad(RowValidator.Plan check) {
    return firstBadByColumn(check.complaints()).values().stream()
        .findFirst()
        .map(LocatedBadRow::message);
  }

  /** The same for every column that there are complaints about, by column. */
  Map<String, LocatedBadRow> firstBadByColumn(RowProblemFinder.Plan complaints);
}

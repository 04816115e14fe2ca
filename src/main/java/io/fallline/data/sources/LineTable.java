package io.fallline.data.sources;

import io.fallline.data.partitions.MappedPartitions;
import io.fallline.data.sources.BadRowFinder.LocatedBadRow;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A table of text files whose lines are cut into cells here, each of them once. The same table as
 * Spark's reader has it gives rows where rows are asked for, and says what is wrong with one.
 */
final class LineTable implements SourceTable {
  private final PathDisplay shown;
  private final TextLines lines;
  private final StructType schema;
  private final RawRowParser parser;
  private final boolean untyped;
  private final LineReader.Plan reader;
  private final Supplier<SparkTable> opening;
  private SparkTable rows;

  /**
   * @param opening opens the same table with Spark's reader of its format
   */
  LineTable(
      PathDisplay shown,
      TextLines lines,
      StructType schema,
      RawRowParser parser,
      boolean untyped,
      LineReader.Plan reader,
      Supplier<SparkTable> opening) {
    this.shown = shown;
    this.lines = lines;
    this.schema = schema;
    this.parser = parser;
    this.untyped = untyped;
    this.reader = reader;
    this.opening = opening;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public List<String> partitionColumns() {
    List<FileVersion> files = lines.files();
    return files.isEmpty()
        ? List.of()
        : SparkTable.inDirectories(schema, files.get(0).path().toString());
  }

  @Override
  public boolean untyped() {
    return untyped;
  }

  /** Opened when it is first asked for: a table of very many columns is slow to open there. */
  private synchronized SparkTable rowTable() {
    rows = rows == null ? opening.get() : rows;
    return rows;
  }

  @Override
  public JavaRDD<Row> rows() {
    return rowTable().rows();
  }

  @Override
  public JavaRDD<Row> rowsOf(int ordinal) {
    return rowTable().rowsOf(ordinal);
  }

  @Override
  public JavaRDD<RowCells> cells(RowPlan plan) {
    LineReader.Plan reading = reader;
    RawRowParser planned = plan.parser();
    return MappedPartitions.of(
        lines.rdd(), (partition, each) -> reading.start(planned).cells(each));
  }

  @Override
  public RawRowParser parser() {
    return parser;
  }

  @Override
  public long bytes() {
    return lines.bytes();
  }

  @Override
  public List<FileVersion> files() {
    return lines.files();
  }

  @Override
  public String shown(Path file) {
    return shown.path(file.toUri().toString());
  }

  @Override
  public String name() {
    return shown.all();
  }

  @Override
  public List<String> paths() {
    return shown.given();
  }

  @Override
  public Map<String, LocatedBadRow> firstBadByColumn(RowProblemFinder.Plan complaints) {
    return rowTable().firstBadByColumn(complaints);
  }
}

package io.fallline.data.sources;

import io.fallline.data.sources.BadRowFinder.LocatedBadRow;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A DataFrame of the caller's, whose rows have no place but the frame. */
public final class FrameTable implements SourceTable {
  private final String name;
  private final Dataset<Row> rows;

  public FrameTable(String name, Dataset<Row> rows) {
    this.name = name;
    this.rows = rows;
  }

  @Override
  public StructType schema() {
    return rows.schema();
  }

  @Override
  public List<String> partitionColumns() {
    return List.of();
  }

  @Override
  public boolean untyped() {
    return false;
  }

  @Override
  public JavaRDD<Row> rows() {
    return rows.toJavaRDD();
  }

  @Override
  public JavaRDD<RowCells> cells(RowPlan plan) {
    return TypedRows.cells(rows, plan.read());
  }

  @Override
  public JavaRDD<RowCells> wholeRows(RowPlan plan) {
    return TypedRows.cells(rows);
  }

  @Override
  public RawRowParser parser() {
    return RawRowParser.NONE;
  }

  @Override
  public long bytes() {
    return plannedBytes(rows);
  }

  /** What Spark's planner thinks is to be read. */
  static long plannedBytes(Dataset<Row> data) {
    scala.math.BigInt bytes = data.queryExecution().optimizedPlan().stats().sizeInBytes();
    return bytes.isValidLong() ? bytes.toLong() : Long.MAX_VALUE;
  }

  @Override
  public List<FileVersion> files() {
    return List.of();
  }

  @Override
  public String shown(Path file) {
    return file.toString();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Map<String, LocatedBadRow> firstBadByColumn(RowProblemFinder.Plan complaints) {
    return BadRowFinder.first(name, rows(), complaints);
  }
}

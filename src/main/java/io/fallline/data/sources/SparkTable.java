package io.fallline.data.sources;

import io.fallline.data.sources.BadRowFinder.LocatedBadRow;
import io.fallline.model.CodePoints;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table that one of Spark's own readers reads. */
final class SparkTable implements SourceTable {
  private static final String PATH_COLUMN = "__path";

  private final PathDisplay shown;
  private final SparkSession session;
  private final Function<SparkSession, Dataset<Row>> reader;
  private final Dataset<Row> data;
  private final StructType schema;
  private final RawRowParser parser;
  private final boolean untyped;

  /**
   * @param reader reads the same rows in whatever session it is given
   * @param data what it reads in this one, opened once: opening may list and read many files
   * @param schema of parsed rows
   */
  SparkTable(
      PathDisplay shown,
      SparkSession session,
      Function<SparkSession, Dataset<Row>> reader,
      Dataset<Row> data,
      StructType schema,
      RawRowParser parser,
      boolean untyped) {
    this.shown = shown;
    this.session = session;
    this.reader = reader;
    this.data = data;
    this.schema = schema;
    this.parser = parser;
    this.untyped = untyped;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public List<String> partitionColumns() {
    String[] files = data.inputFiles();
    return files.length == 0 ? List.of() : inDirectories(schema, files[0]);
  }

  /** The columns that have the names of directories which a file is in. */
  static List<String> inDirectories(StructType schema, String file) {
    return Arrays.stream(schema.fieldNames())
        .filter(name -> file.contains("/" + name + "="))
        .toList();
  }

  @Override
  public boolean untyped() {
    return untyped;
  }

  @Override
  public JavaRDD<Row> rows() {
    return data.toJavaRDD();
  }

  @Override
  public JavaRDD<Row> rowsOf(int ordinal) {
    if (untyped || !data.schema().equals(schema)) {
      return rows(); // a line is read whole, and what is wrong with it found by its other cells
    }
    StructField[] fields = schema.fields();
    Column[] columns = new Column[fields.length];
    for (int i = 0; i < columns.length; i++) {
      String name = fields[i].name();
      boolean kept = i == ordinal || name.equals(SourceTables.CORRUPT);
      columns[i] = kept ? data.col(quoted(name)) : functions.lit(null).cast(fields[i].dataType());
    }
    return data.select(columns).toJavaRDD();
  }

  @Override
  public JavaRDD<RowCells> cells(RowPlan plan) {
    return isTyped() ? TypedRows.cells(inBatches(), plan.read()) : SourceTable.super.cells(plan);
  }

  @Override
  public JavaRDD<RowCells> wholeRows(RowPlan plan) {
    return isTyped() ? TypedRows.cells(inBatches()) : SourceTable.super.wholeRows(plan);
  }

  private boolean isTyped() {
    return parser == RawRowParser.NONE && data.schema().equals(schema);
  }

  private Dataset<Row> inBatches() {
    SparkSession copy = BatchSession.of(session, schema.length());
    List<FileVersion> files = FileVersion.listed(data);
    if (copy == session || files.isEmpty()) {
      return data;
    }
    Dataset<Row> again = reader.apply(copy);
    boolean same = again.schema().equals(schema) && FileVersion.listed(again).equals(files);
    return same ? again : data;
  }

  /** A name with a dot is no path into a column. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  @Override
  public RawRowParser parser() {
    return parser;
  }

  @Override
  public long bytes() {
    return FrameTable.plannedBytes(data);
  }

  /** From the listing that Spark made when it opened the source. */
  @Override
  public List<FileVersion> files() {
    return FileVersion.listed(data);
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
    RowProblemFinder.Plan advised = complaints.advised(parser);
    Dataset<Row> withPath = withPath(data);
    if (withPath == null) {
      return BadRowFinder.first(name(), data.toJavaRDD(), advised);
    }
    HashMap<String, String> paths = BadRowFinder.smallestPaths(withPath.toJavaRDD(), advised);
    return paths.isEmpty() ? Map.of() : firstOfFiles(paths, advised);
  }

  /**
   * @param paths of the file to look at, by column
   */
  private Map<String, LocatedBadRow> firstOfFiles(
      HashMap<String, String> paths, RowProblemFinder.Plan complaints) {
    Dataset<Row> inOrder = inFileOrder();
    Dataset<Row> rows = withPath(inOrder == null ? data : inOrder);
    Object[] files = paths.values().stream().distinct().toArray();
    Map<String, LocatedBadRow> refused = new TreeMap<>(CodePoints.ORDER);
    BadRowFinder.numbered(
            rows.where(rows.col(PATH_COLUMN).isin(files)).toJavaRDD(), paths, complaints)
        .forEach(
            (column, found) ->
                refused.put(
                    column,
                    new LocatedBadRow(
                        shown.path(paths.get(column)),
                        inOrder == null ? 0 : found.row(),
                        found.complaint())));
    return refused;
  }

  /**
   * The data such that a file's rows come one after the other; null where it is a view of this
   * session alone.
   */
  private Dataset<Row> inFileOrder() {
    try {
      return reader.apply(oneSplitAFile());
    } catch (Exception unknownThere) {
      requireAnalysis(unknownThere);
      return null;
    }
  }

  /** Null where the source has no files. */
  private static Dataset<Row> withPath(Dataset<Row> data) {
    try {
      Column path = data.metadataColumn("_metadata").getField("file_path");
      return data.select(functions.col("*"), path.as(PATH_COLUMN));
    } catch (Exception sourceWithoutFiles) {
      requireAnalysis(sourceWithoutFiles);
      return null;
    }
  }

  /**
   * Spark's AnalysisException is a checked one that its methods do not declare; anything else goes
   * on its way.
   */
  private static void requireAnalysis(Exception thrown) {
    if (thrown instanceof AnalysisException) {
      return;
    }
    throw thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(thrown);
  }

  /** A session in which rows come in file order, so that they can be counted. */
  private SparkSession oneSplitAFile() {
    SparkSession copy = session.newSession();
    scala.collection.Iterator<scala.Tuple2<String, String>> settings =
        session.conf().getAll().iterator();
    while (settings.hasNext()) {
      scala.Tuple2<String, String> setting = settings.next();
      if (copy.conf().isModifiable(setting._1())) {
        copy.conf().set(setting._1(), setting._2());
      }
    }
    copy.conf().set("spark.sql.files.maxPartitionBytes", Long.toString(1L << 60));
    copy.conf().set("spark.sql.files.minPartitionNum", "1");
    return copy;
  }
}

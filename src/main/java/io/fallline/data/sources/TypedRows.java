package io.fallline.data.sources;

import io.fallline.data.partitions.MappedPartitions;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.ColumnarToRowTransition;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.SQLExecutionRDD;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.reflect.ClassTag$;

/**
 * The rows of a Dataset whose columns have types, without an object for a row or a cell. Where its
 * plan is a scan that gives columns in batches, they are read from there, and Spark generates no
 * code; else the rows are those of its plan.
 */
final class TypedRows {
  /**
   * Scans whose batches have the plan's columns in its order; scans of plugins are read by rows.
   */
  private static final Set<Class<?>> SCANS =
      Set.of(FileSourceScanExec.class, BatchScanExec.class, InMemoryTableScanExec.class);

  private TypedRows() {}

  /** All cells. */
  static JavaRDD<RowCells> cells(Dataset<Row> data) {
    BitSet all = new BitSet();
    all.set(0, data.schema().length());
    return cells(data, all);
  }

  /**
   * @param read ordinals of the columns whose cells are asked for
   */
  static JavaRDD<RowCells> cells(Dataset<Row> data, BitSet read) {
    StructType schema = data.schema();
    BitSet columns = (BitSet) read.clone();
    Dataset<Row> selected = selected(data, columns);
    if (selected == null) {
      selected = data;
      columns.set(0, schema.length());
    }
    SQLConf settings = ((SparkSession) data.sparkSession()).sessionState().conf();
    TypedCells.Columns typed = with(settings, () -> TypedCells.Columns.of(schema, columns));
    return areInBatches(selected)
        ? MappedPartitions.of(
            batches(selected, settings), (partition, each) -> new BatchCells(each, typed))
        : MappedPartitions.of(
            selected.queryExecution().toRdd().toJavaRDD(), (partition, each) -> typed.cells(each));
  }

  private static <T> T with(SQLConf settings, Supplier<T> work) {
    return SQLConf.withExistingConf(settings, work::get);
  }

  /** Null where the columns cannot be asked for by name. */
  private static Dataset<Row> selected(Dataset<Row> data, BitSet columns) {
    StructType schema = data.schema();
    if (columns.cardinality() == schema.length() || hasSimilarNames(schema)) {
      return null;
    }
    Dataset<Row> selected =
        data.select(
            columns.stream()
                .mapToObj(i -> data.col(SparkTable.quoted(schema.fieldNames()[i])))
                .toArray(Column[]::new));
    String[] expected =
        columns.stream().mapToObj(i -> schema.fieldNames()[i]).toArray(String[]::new);
    return Arrays.equals(expected, selected.schema().fieldNames()) ? selected : null;
  }

  /** Names that Spark could not tell apart. */
  private static boolean hasSimilarNames(StructType schema) {
    Set<String> names = new HashSet<>();
    for (String name : schema.fieldNames()) {
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the rows are read from batches of columns. */
  static boolean areInBatches(Dataset<Row> data) {
    if (data.schema().existsRecursively(type -> type instanceof VariantType)) {
      return false; // a batch's row with one cannot be copied
    }
    SparkPlan scan = scan(data.queryExecution().executedPlan());
    return SCANS.contains(scan.getClass()) && scan.supportsColumnar();
  }

  /** With the session's settings, which a scan's own RDD does not bring to its tasks. */
  @SuppressWarnings("unchecked") // Spark's type for the RDD of either is that of rows
  private static JavaRDD<ColumnarBatch> batches(Dataset<Row> data, SQLConf settings) {
    RDD<?> scanned = scan(data.queryExecution().executedPlan()).executeColumnar();
    RDD<?> withSettings = new SQLExecutionRDD((RDD<InternalRow>) scanned, settings);
    return new JavaRDD<>(
        (RDD<ColumnarBatch>) withSettings, ClassTag$.MODULE$.apply(ColumnarBatch.class));
  }

  /** What stands below the nodes that turn batches into rows. */
  private static SparkPlan scan(SparkPlan plan) {
    if (plan instanceof WholeStageCodegenExec stage) {
      return scan(stage.child());
    }
    if (plan instanceof InputAdapter input) {
      return scan(input.child());
    }
    return plan instanceof ColumnarToRowTransition rows ? scan(rows.child()) : plan;
  }
}

package io.fallline.data.loading;

import io.fallline.core.failure.Failure;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardSizes;
import io.fallline.data.DataSpec;
import io.fallline.data.records.BucketLayout;
import io.fallline.data.records.InputTable;
import io.fallline.data.records.LabelReader;
import io.fallline.data.records.MixedBooleanColumns;
import io.fallline.data.records.OrderedRecords;
import io.fallline.data.records.RankRangeRDD.SplitRowCutter;
import io.fallline.data.records.RecordPacker;
import io.fallline.data.records.RecordScan;
import io.fallline.data.records.SplitRule;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.FrameTable;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.RowValidator;
import io.fallline.data.sources.SourceTable;
import io.fallline.data.sources.SourceTables;
import io.fallline.data.sources.SparkFailures;
import io.fallline.model.BadRow;
import io.fallline.model.Encoding;
import io.fallline.model.EncodingBytes;
import io.fallline.model.InputColumn;
import io.fallline.model.LabelClasses;
import io.fallline.watch.JobDescription;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Rows encoded as a trained model knows them: to be evaluated, with labels, or to be predicted,
 * with their originals.
 */
public final class ScoringData implements AutoCloseable {
  /** What rows to score: {@code --data} with the format and options of the section {@code data}. */
  public record Source(String format, List<String> paths, Map<String, String> options) {
    public Source {
      paths = List.copyOf(paths);
      options = Map.copyOf(options);
    }
  }

  private final JavaSparkContext context;
  private final Encoding encoding;
  private final InputTable inputTable;
  private final Broadcast<EncodingBytes> wired;
  private final MixedBooleanColumns kinds;

  private ScoringData(JavaSparkContext context, Encoding encoding, InputTable inputTable) {
    this.context = context;
    this.encoding = encoding;
    this.inputTable = inputTable;
    this.wired = context.broadcast(new EncodingBytes(encoding));
    this.kinds = MixedBooleanColumns.of(context.sc(), List.of(inputTable));
  }

  /**
   * Opens the source and holds its columns against the model's.
   *
   * @param labelled whether rows have a label that matters
   * @throws Failure DATA if a column is missing, or of another type than the model's
   */
  public static ScoringData open(
      SparkSession session, Source source, Encoding encoding, boolean labelled) {
    SourceTables tables = new SourceTables(session, source.format(), source.options());
    SourceTable table =
        labelled
            ? tables.open(source.paths(), source.paths(), widest(encoding))
            : tables.openToPredict(source.paths(), widest(encoding), ColumnRoles.of(encoding));
    return of(session, table, encoding, labelled);
  }

  /**
   * The labelled rows that {@link TrainingData#load(SparkSession, DataSpec)} holds out for a split,
   * as a model knows them that may have been trained on other columns. The columns of {@code spec}
   * decide which rows these are, so that models of different columns can be held against each
   * other.
   *
   * @param split VALIDATION or TEST
   * @throws Failure DATA as with {@link #open}; CONFIGURATION if no rows are held out for the split
   */
  public static ScoringData heldOut(
      SparkSession session, DataSpec spec, DataSplit split, Encoding encoding) {
    if (split == DataSplit.TRAIN) {
      throw new IllegalArgumentException("training rows are not held out");
    }
    SourceTable rows = InputTables.open(session, spec).heldOut(split, widest(encoding));
    return of(session, rows, encoding, true);
  }

  private static int widest(Encoding encoding) {
    return encoding.columns().stream().mapToInt(InputColumn::width).max().orElse(0);
  }

  /** The same of labelled rows that the caller brings. */
  public static ScoringData of(
      SparkSession session, String name, Dataset<Row> rows, Encoding encoding) {
    return of(session, new FrameTable(name, rows), encoding, true);
  }

  private static ScoringData of(
      SparkSession session, SourceTable table, Encoding encoding, boolean labelled) {
    InputTable inputTable =
        SparkFailures.run(
            table.name(),
            () ->
                new InputTable(
                    DataSplit.TEST,
                    table,
                    RowPlan.toScore(table, ColumnRoles.of(encoding), labelled)));
    return new ScoringData(
        JavaSparkContext.fromSparkContext(session.sparkContext()), encoding, inputTable);
  }

  /** The source's columns, as they stand in {@link ScoringBlock#originals}. */
  public StructType schema() {
    return OriginalRows.of(inputTable).schema(inputTable.table().schema());
  }

  /**
   * All labelled rows in canonical order, not kept; the caller may persist them.
   *
   * @throws Failure DATA if a row cannot be used, or has a class that the model does not know
   */
  public JavaRDD<Shard> shards() {
    List<InputTable> inputTables = List.of(inputTable);
    OrderedRecords buckets =
        OrderedRecords.canonical(
            inputTables,
            new SplitRule(0, 0, 0),
            BucketLayout.of(context.sc(), inputTables, new SplitRule(0, 0, 0)),
            kinds);
    RecordScan scan =
        run(
            () -> JobDescription.during(context.sc(), "reading and counting", buckets::scan),
            InputTable::reading);
    requireOneKind();
    long rows = scan.rows(DataSplit.TEST);
    if (rows == 0) {
      throw Failure.data(inputTable.table().name() + ": there are no rows");
    }
    requireKnownLabels(scan);
    return ShardPacker.shards(
        new SplitRowCutter(buckets, DataSplit.TEST, scan.counts(DataSplit.TEST)),
        ShardSizes.auto(rows),
        encoding,
        wired,
        null);
  }

  /**
   * All rows in the order of the source, at most {@code rows} a block; for {@link #run} to act on.
   */
  public JavaRDD<ScoringBlock> blocks(int rows) {
    RowPlan plan = inputTable.plan();
    Broadcast<EncodingBytes> broadcast = wired;
    MixedBooleanColumns seen = kinds;
    OriginalRows originals = OriginalRows.of(inputTable);
    return inputTable
        .table()
        .wholeRows(plan)
        .mapPartitions(
            source ->
                ScoringBlock.of(
                    source, rows, TableRowEncoder.of(plan, broadcast, rows, seen), originals));
  }

  /**
   * Does work on what this has given out, such that a row that cannot be used is reported with its
   * place.
   */
  public <T> T run(Supplier<T> work) {
    T result =
        run(
            work,
            plan ->
                plan.label() < 0
                    ? TableRowEncoder.checking(plan, wired)
                    : RecordPacker.checking(plan, wired));
    requireOneKind();
    return result;
  }

  @Override
  public void close() {
    wired.destroy();
  }

  /** Only rows that were read can tell. */
  private void requireOneKind() {
    if (kinds != null && !kinds.mixed().isEmpty()) {
      throw located(
          new BadRow("booleans among numbers"), MixedBooleanColumns.refusing(kinds.mixed()));
    }
  }

  private void requireKnownLabels(RecordScan scan) {
    LabelClasses classes = encoding.classes();
    if (classes != null && !scan.hasOnly(classes)) {
      throw located(
          new BadRow("a label that is no class of the model"), LabelReader.known(classes, ""));
    }
  }

  private <T> T run(Supplier<T> work, Function<RowPlan, RowValidator.Plan> check) {
    return SparkFailures.run(inputTable.table().name(), work, bad -> located(bad, check));
  }

  private Failure located(BadRow bad, Function<RowPlan, RowValidator.Plan> check) {
    return SparkFailures.run(
        inputTable.table().name(),
        () -> InputTable.located(List.of(inputTable), bad, plan -> check.apply(plan).scoring()));
  }
}

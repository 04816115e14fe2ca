package io.fallline.data;

import io.fallline.configuration.HeldOut;
import io.fallline.configuration.RowOrder;
import io.fallline.configuration.ShardStorageLevel;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.serialization.JavaSerialization;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardSizes;
import io.fallline.data.RecordCounter.StatisticsPlan;
import io.fallline.watch.JobDescription;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Loads training data, stage by stage: open, order, scan, learn, pack. */
final class TrainingLoad {
  private final JavaSparkContext context;
  private final DataSpec spec;
  private final int indexed;
  private final int buckets;
  private final InputTables inputTables;
  private final ColumnRoles roles;
  private final SourceFileVersions sources;
  private final TextColumnKinds kinds;
  private final Map<DataSplit, Broadcast<int[]>> checksums = new EnumMap<>(DataSplit.class);
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param indexed how many classes there are where labels are their indices; else 0
   * @param buckets how many to sort rows into; 0: what the input's size suggests
   */
  TrainingLoad(
      SparkSession session, DataSpec spec, InputTables inputTables, int indexed, int buckets) {
    this(session.sparkContext(), spec, inputTables, indexed, buckets);
  }

  private TrainingLoad(
      SparkContext context, DataSpec spec, InputTables inputTables, int indexed, int buckets) {
    this.context = JavaSparkContext.fromSparkContext(context);
    this.spec = spec;
    this.indexed = indexed;
    this.buckets = buckets;
    this.inputTables = inputTables;
    this.roles = inputTables.roles();
    this.sources = new SourceFileVersions(inputTables, context.hadoopConfiguration());
    this.kinds = TextColumnKinds.of(context, inputTables.all());
  }

  TrainingData load() {
    OrderedRecords records = records();
    try {
      LabelAndCategoryScan scan = sources.run(() -> scan(records));
      return isTooSmallToHoldOut(scan)
          ? new TrainingLoad(this).load()
          : sources.run(() -> load(records, scan));
    } catch (RuntimeException failed) {
      checksums.values().forEach(Broadcast::destroy);
      throw failed;
    } finally {
      records.close();
    }
  }

  /** The same without validation rows. */
  private TrainingLoad(TrainingLoad other) {
    this(
        other.context.sc(),
        other.spec,
        other.inputTables.withoutValidation(),
        other.indexed,
        other.buckets);
  }

  private boolean isTooSmallToHoldOut(LabelAndCategoryScan scan) {
    return inputTables.rule().validation() > 0
        && spec.validation() instanceof HeldOut.Automatic automatic
        && scan.rows(DataSplit.TRAIN) + scan.rows(DataSplit.VALIDATION) < automatic.fewestRows();
  }

  private OrderedRecords records() {
    if (spec.section().order() == RowOrder.SOURCE) {
      return OrderedRecords.source(inputTables.all(), inputTables.rule(), kinds);
    }
    int count = buckets > 0 ? buckets : OrderedRecords.suggested(inputTables.all());
    return OrderedRecords.canonical(context, inputTables.all(), inputTables.rule(), count, kinds);
  }

  private LabelAndCategoryScan scan(OrderedRecords records) {
    LabelAndCategoryScan scan =
        SparkFailures.run(
            inputTables.name(),
            () ->
                JobDescription.during(
                    context.sc(),
                    "sorting and counting",
                    () -> LabelAndCategoryScan.of(records, roles)),
            this::allThatIsWrong);
    if (kinds != null && !kinds.mixed().isEmpty()) {
      throw located(new BadRow("booleans among numbers"), TextColumnKinds.refusing(kinds.mixed()));
    }
    return scan;
  }

  private TrainingData load(OrderedRecords records, LabelAndCategoryScan scan) {
    if (spec.known() != null) {
      scan.add(spec.known().encoding(), roles);
    }
    if (scan.rows(DataSplit.TRAIN) == 0) {
      throw Failure.data(inputTables.name() + ": there are no training rows");
    }
    warnings.addAll(inputTables.shareWarnings(scan));
    warnings.addAll(inputTables.remarks(scan));
    VectorSizes.requireEqual(
        scan, roles, check -> located(new BadRow("vectors of several sizes"), check));
    LabelClasses classes = roles.labels().isClass() ? classes(scan) : null;
    Map<DataSplit, SplitRowCutter> ranks = new EnumMap<>(DataSplit.class);
    Map<DataSplit, ShardSizes> sizes = new EnumMap<>(DataSplit.class);
    for (DataSplit part : DataSplit.values()) {
      ranks.put(part, new SplitRowCutter(records, part, scan.counts(part)));
      sizes.put(part, sizes(part, scan.rows(part)));
    }
    EncodingFit learning = new EncodingFit(spec, inputTables.name());
    Encoding unscaled = learning.unscaled(scan.inputs(roles, inputTables.name()), classes);
    MessageDigest digest = SplitStatistics.sha256();
    SplitStatistics train = statistics(ranks, sizes, DataSplit.TRAIN, unscaled, digest);
    for (DataSplit part : List.of(DataSplit.VALIDATION, DataSplit.TEST)) {
      if (sizes.get(part).rows() > 0) {
        statistics(ranks, sizes, part, unscaled, digest);
      }
    }
    learning.checkedWeight(train.facts()).ifPresent(warnings::add);
    FeatureScales scales =
        FeatureScales.of(
            unscaled, train.facts(), spec.intercept(), inputTables.indicators(unscaled));
    warnings.addAll(scales.warnings());
    return pack(
        ranks,
        sizes,
        unscaled.scaled(scales),
        HexFormat.of().formatHex(digest.digest()),
        DataStatistics.of(unscaled, train.facts()));
  }

  private LabelClasses classes(LabelAndCategoryScan scan) {
    ClassDiscovery learnt =
        new ClassDiscovery(
            roles,
            scan,
            inputTables.name(),
            inputTables.all().stream().allMatch(InputTable::hasBooleanLabels),
            check -> located(new BadRow("a label that does not fit"), check));
    if (indexed > 0) {
      return learnt.indices(indexed);
    }
    LabelClasses known = spec.known() == null ? null : spec.known().encoding().classes();
    boolean fits = known != null && (roles.labels() == LabelKind.CLASS || known.size() == 2);
    return fits ? learnt.knownAs(known, spec.known().without()) : learnt.distinct();
  }

  private TrainingData pack(
      Map<DataSplit, SplitRowCutter> ranks,
      Map<DataSplit, ShardSizes> sizes,
      Encoding encoding,
      String sha256,
      DataStatistics statistics) {
    Broadcast<byte[]> wired = context.broadcast(JavaSerialization.bytes(encoding));
    Map<DataSplit, JavaRDD<Shard>> shards = new EnumMap<>(DataSplit.class);
    for (DataSplit part : DataSplit.values()) {
      JavaRDD<Shard> packed =
          ShardPacker.shards(
              ranks.get(part), sizes.get(part), encoding, wired, checksums.get(part));
      shards.put(
          part, packed.setName("shards of " + part).persist(level(spec.section().storage())));
    }
    List<Broadcast<?>> broadcasts = new ArrayList<>(checksums.values());
    broadcasts.add(wired);
    TrainingData data =
        new TrainingData(
            shards, sizes, encoding, warnings, sha256, statistics, sources, broadcasts);
    checksums.clear(); // the data's to destroy
    try {
      reading("packing", plan -> packing(plan, wired), () -> materialised(shards));
      return data;
    } catch (RuntimeException failed) {
      data.close();
      throw failed;
    }
  }

  /** Packs all shards in one job. */
  private static long materialised(Map<DataSplit, JavaRDD<Shard>> shards) {
    List<JavaRDD<Shard>> all = List.copyOf(shards.values());
    return all.get(0).union(all.get(1)).union(all.get(2)).map(Shard::size).count();
  }

  private ShardSizes sizes(DataSplit part, long rows) {
    boolean chosen = spec.section().shards().isPresent() && part == DataSplit.TRAIN;
    return chosen
        ? new ShardSizes(rows, spec.section().shards().getAsInt())
        : ShardSizes.auto(rows);
  }

  /** Only training rows are learnt from; of the others, the digest is taken. */
  private SplitStatistics statistics(
      Map<DataSplit, SplitRowCutter> ranks,
      Map<DataSplit, ShardSizes> sizes,
      DataSplit part,
      Encoding encoding,
      MessageDigest digest) {
    boolean train = part == DataSplit.TRAIN;
    StatisticsPlan counting =
        new StatisticsPlan(
            new ArrayList<>(train ? encoding.columns() : List.of()),
            train ? encoding.numbers() : 0,
            encoding.weight() != null,
            encoding.offset() != null,
            train ? encoding.classes() : null);
    SplitStatistics found =
        reading(
            "statistics of " + part.name().toLowerCase(Locale.ROOT) + " rows",
            InputTable::reading,
            () -> SplitStatistics.of(ranks.get(part), sizes.get(part), counting));
    found.digests().forEach(digest::update);
    checksums.put(part, context.broadcast(found.checksums()));
    return found;
  }

  static RowCheck.Plan packing(RowPlan plan, Broadcast<byte[]> encoding) {
    return () -> {
      RowReader reader = new RowReader(plan);
      RecordPacker packer =
          new RecordPacker(JavaSerialization.value(encoding.value(), Encoding.class), 1);
      return raw -> {
        packer.add(reader.read(raw));
        packer.take();
      };
    };
  }

  /**
   * @param stage what Spark's pages say of its jobs
   */
  private <T> T reading(String stage, Function<RowPlan, RowCheck.Plan> check, Supplier<T> work) {
    return SparkFailures.run(
        inputTables.name(),
        () -> JobDescription.during(context.sc(), stage, work),
        bad -> located(bad, check));
  }

  /** A bad row is seldom alone. */
  private Failure allThatIsWrong(BadRow bad) {
    return SparkFailures.run(
        inputTables.name(),
        () ->
            inputTables.all().stream()
                .flatMap(
                    inputTable ->
                        TableProblems.of(
                            inputTable.table(), spec, List.of(), inputTable.plan(), bad)
                            .stream())
                .findFirst()
                .orElseGet(() -> InputTable.located(inputTables.all(), bad, InputTable::reading)));
  }

  private Failure located(BadRow bad, Function<RowPlan, RowCheck.Plan> check) {
    return SparkFailures.run(
        inputTables.name(), () -> InputTable.located(inputTables.all(), bad, check));
  }

  private static StorageLevel level(ShardStorageLevel storage) {
    return switch (storage) {
      case MEMORY -> StorageLevel.MEMORY_ONLY();
      case MEMORY_AND_DISK -> StorageLevel.MEMORY_AND_DISK();
      case DISK -> StorageLevel.DISK_ONLY();
    };
  }
}

package io.fallline.data.loading;

import io.fallline.configuration.DataSection.RowOrder;
import io.fallline.configuration.DataSection.ShardStorageLevel;
import io.fallline.configuration.HeldOut;
import io.fallline.core.failure.Failure;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardSizes;
import io.fallline.data.DataSpec;
import io.fallline.data.partitions.MappedPartitions;
import io.fallline.data.partitions.PartitionResults;
import io.fallline.data.records.BucketLayout;
import io.fallline.data.records.InputTable;
import io.fallline.data.records.MixedBooleanColumns;
import io.fallline.data.records.OrderedRecords;
import io.fallline.data.records.RankRangeRDD.SplitRowCutter;
import io.fallline.data.records.RecordPacker;
import io.fallline.data.records.RecordScan;
import io.fallline.data.records.VectorSizes;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.statistics.ClassDiscovery;
import io.fallline.data.statistics.DataStatistics;
import io.fallline.data.statistics.EncodingBuilder;
import io.fallline.data.statistics.FeatureScales;
import io.fallline.data.statistics.RecordStatistics.StatisticsPlan;
import io.fallline.data.statistics.SplitStatistics;
import io.fallline.data.statistics.SplitStatistics.Summation;
import io.fallline.model.BadRow;
import io.fallline.model.Encoding;
import io.fallline.model.EncodingBytes;
import io.fallline.model.Fingerprint;
import io.fallline.model.LabelClasses;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/** Loads training data, stage by stage: open, order, scan, learn, pack. */
final class TrainingLoad {
  private final JavaSparkContext context;
  private final DataSpec spec;
  private final int indexed;
  private final int buckets;
  private final InputTables inputTables;
  private final TrainingRowErrors reads;
  private final ColumnRoles roles;
  private final SourceFileVersions sources;
  private final MixedBooleanColumns kinds;
  private final Map<DataSplit, Broadcast<int[]>> checksums = new EnumMap<>(DataSplit.class);
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param indexed how many classes there are where labels are their indices; else 0
   * @param buckets how many to sort rows into; 0: what the input's size suggests
   */
  TrainingLoad(
      SparkContext context, DataSpec spec, InputTables inputTables, int indexed, int buckets) {
    this.context = JavaSparkContext.fromSparkContext(context);
    this.spec = spec;
    this.indexed = indexed;
    this.buckets = buckets;
    this.inputTables = inputTables;
    this.reads = new TrainingRowErrors(context, spec, inputTables);
    this.roles = inputTables.roles();
    this.sources = new SourceFileVersions(inputTables, context.hadoopConfiguration());
    this.kinds = MixedBooleanColumns.of(context, inputTables.all());
  }

  TrainingData load() {
    OrderedRecords records = records();
    try {
      RecordScan scan = sources.run(() -> scan(records));
      return isTooSmallToHoldOut(scan)
          ? withoutValidation().load()
          : sources.run(() -> load(records, scan));
    } catch (RuntimeException failed) {
      checksums.values().forEach(Broadcast::destroy);
      throw failed;
    } finally {
      records.close();
    }
  }

  private TrainingLoad withoutValidation() {
    return new TrainingLoad(context.sc(), spec, inputTables.withoutValidation(), indexed, buckets);
  }

  private boolean isTooSmallToHoldOut(RecordScan scan) {
    return inputTables.rule().validation() > 0
        && spec.validation() instanceof HeldOut.Automatic automatic
        && scan.rows(DataSplit.TRAIN) + scan.rows(DataSplit.VALIDATION) < automatic.fewestRows();
  }

  private OrderedRecords records() {
    if (spec.section().order() == RowOrder.SOURCE) {
      return OrderedRecords.source(inputTables.all(), inputTables.rule(), kinds);
    }
    BucketLayout layout =
        buckets > 0
            ? BucketLayout.each(buckets)
            : BucketLayout.of(context.sc(), inputTables.all(), inputTables.rule());
    return OrderedRecords.canonical(inputTables.all(), inputTables.rule(), layout, kinds);
  }

  private RecordScan scan(OrderedRecords records) {
    RecordScan scan = reads.runFirst("reading and counting", records::scan);
    if (kinds != null && !kinds.mixed().isEmpty()) {
      throw reads.located(
          new BadRow("booleans among numbers"), MixedBooleanColumns.refusing(kinds.mixed()));
    }
    return scan;
  }

  private TrainingData load(OrderedRecords records, RecordScan scan) {
    if (spec.known() != null) {
      scan.add(spec.known().encoding(), roles);
    }
    if (scan.rows(DataSplit.TRAIN) == 0) {
      throw Failure.data(inputTables.name() + ": there are no training rows");
    }
    warnings.addAll(inputTables.shareWarnings(scan));
    warnings.addAll(inputTables.remarks(scan));
    VectorSizes.requireEqual(
        scan, roles, check -> reads.located(new BadRow("vectors of several sizes"), check));
    LabelClasses classes = roles.labels().isClass() ? classes(scan) : null;
    Map<DataSplit, SplitRowCutter> ranks = new EnumMap<>(DataSplit.class);
    Map<DataSplit, ShardSizes> sizes = new EnumMap<>(DataSplit.class);
    for (DataSplit split : DataSplit.values()) {
      ranks.put(split, new SplitRowCutter(records, split, scan.counts(split)));
      sizes.put(split, sizes(split, scan.rows(split)));
    }
    EncodingBuilder learning = new EncodingBuilder(spec, inputTables.name());
    Encoding unscaled = learning.unscaled(scan.inputs(roles, inputTables.name()), classes);
    List<DataSplit> splits =
        Stream.of(DataSplit.values())
            .filter(split -> split == DataSplit.TRAIN || sizes.get(split).rows() > 0)
            .toList();
    List<SplitStatistics> found = statistics(splits, ranks, sizes, unscaled);
    MessageDigest digest = Fingerprint.sha256();
    found.forEach(split -> split.digests().forEach(digest::update));
    SplitStatistics train = found.get(splits.indexOf(DataSplit.TRAIN));
    learning.checkedWeight(train.statistics()).ifPresent(warnings::add);
    FeatureScales scales =
        FeatureScales.of(
            unscaled, train.statistics(), spec.intercept(), inputTables.indicators(unscaled));
    warnings.addAll(scales.warnings());
    return pack(
        ranks,
        sizes,
        scales.appliedTo(unscaled),
        HexFormat.of().formatHex(digest.digest()),
        DataStatistics.of(unscaled, train.statistics()));
  }

  private LabelClasses classes(RecordScan scan) {
    return new ClassDiscovery(
            roles,
            scan,
            inputTables.name(),
            inputTables.all().stream().allMatch(InputTable::hasBooleanLabels),
            check -> reads.located(new BadRow("a label that does not fit"), check))
        .classes(indexed, spec.known());
  }

  private TrainingData pack(
      Map<DataSplit, SplitRowCutter> ranks,
      Map<DataSplit, ShardSizes> sizes,
      Encoding encoding,
      String sha256,
      DataStatistics statistics) {
    Broadcast<EncodingBytes> wired = context.broadcast(new EncodingBytes(encoding));
    Map<DataSplit, JavaRDD<Shard>> shards = new EnumMap<>(DataSplit.class);
    for (DataSplit split : DataSplit.values()) {
      JavaRDD<Shard> packed =
          ShardPacker.shards(
              ranks.get(split), sizes.get(split), encoding, wired, checksums.get(split));
      shards.put(
          split, packed.setName("shards of " + split).persist(level(spec.section().storage())));
    }
    List<Broadcast<?>> broadcasts = new ArrayList<>(checksums.values());
    broadcasts.add(wired);
    TrainingData data =
        new TrainingData(
            shards, sizes, encoding, warnings, sha256, statistics, sources, broadcasts);
    checksums.clear(); // the data's to destroy
    try {
      reads.run("packing", plan -> RecordPacker.checking(plan, wired), () -> materialised(shards));
      return data;
    } catch (RuntimeException failed) {
      data.close();
      throw failed;
    }
  }

  /** Packs all shards in one job, and says how many there are. */
  private static int materialised(Map<DataSplit, JavaRDD<Shard>> shards) {
    List<JavaRDD<Shard>> all = List.copyOf(shards.values());
    JavaRDD<Shard> union = all.get(0).union(all.get(1)).union(all.get(2));
    JavaRDD<Integer> counts =
        MappedPartitions.of(union, (partition, each) -> List.of(count(each)).iterator());
    return PartitionResults.all(counts).stream().mapToInt(Integer::intValue).sum();
  }

  private static int count(Iterator<Shard> shards) {
    int count = 0;
    for (; shards.hasNext(); shards.next()) {
      count++;
    }
    return count;
  }

  private ShardSizes sizes(DataSplit split, long rows) {
    boolean chosen = spec.section().shards().isPresent() && split == DataSplit.TRAIN;
    return chosen
        ? new ShardSizes(rows, spec.section().shards().getAsInt())
        : ShardSizes.auto(rows);
  }

  /** Only training rows are learnt from; of the others, the digest is taken. */
  private List<SplitStatistics> statistics(
      List<DataSplit> splits,
      Map<DataSplit, SplitRowCutter> ranks,
      Map<DataSplit, ShardSizes> sizes,
      Encoding encoding) {
    List<Summation> summations =
        splits.stream()
            .map(
                split ->
                    new Summation(
                        ranks.get(split),
                        sizes.get(split),
                        StatisticsPlan.of(encoding, split == DataSplit.TRAIN)))
            .toList();
    List<SplitStatistics> found =
        reads.run("statistics", InputTable::reading, () -> SplitStatistics.of(summations));
    for (int i = 0; i < splits.size(); i++) {
      checksums.put(splits.get(i), context.broadcast(found.get(i).checksums()));
    }
    return found;
  }

  private static StorageLevel level(ShardStorageLevel storage) {
    return switch (storage) {
      case MEMORY -> StorageLevel.MEMORY_ONLY();
      case MEMORY_AND_DISK -> StorageLevel.MEMORY_AND_DISK();
      case DISK -> StorageLevel.DISK_ONLY();
    };
  }
}

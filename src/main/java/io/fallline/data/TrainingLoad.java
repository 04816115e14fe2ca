package io.fallline.data;

import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.train.Part;
import io.fallline.core.train.Shard;
import io.fallline.core.train.ShardSizes;
import io.fallline.core.wire.Wire;
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

/** Loads training data, stage by stage: open, order, survey, learn, pack. */
final class TrainingLoad {
  private final JavaSparkContext context;
  private final DataSpec spec;
  private final int indexed;
  private final int buckets;
  private final Feeds feeds;
  private final Roles roles;
  private final Sources sources;
  private final TextKinds kinds;
  private final Map<Part, Broadcast<int[]>> checksums = new EnumMap<>(Part.class);
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param indexed how many classes there are where labels are their indices; else 0
   * @param buckets how many to sort rows into; 0: what the input's size suggests
   */
  TrainingLoad(SparkSession session, DataSpec spec, Feeds feeds, int indexed, int buckets) {
    this(session.sparkContext(), spec, feeds, indexed, buckets);
  }

  private TrainingLoad(SparkContext context, DataSpec spec, Feeds feeds, int indexed, int buckets) {
    this.context = JavaSparkContext.fromSparkContext(context);
    this.spec = spec;
    this.indexed = indexed;
    this.buckets = buckets;
    this.feeds = feeds;
    this.roles = feeds.roles();
    this.sources = new Sources(feeds, context.hadoopConfiguration());
    this.kinds = TextKinds.of(context, feeds.all());
  }

  TrainingData load() {
    Buckets records = records();
    try {
      Survey survey = sources.run(() -> survey(records));
      return isTooSmallToHoldOut(survey)
          ? new TrainingLoad(this).load()
          : sources.run(() -> load(records, survey));
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
        other.feeds.withoutValidation(),
        other.indexed,
        other.buckets);
  }

  private boolean isTooSmallToHoldOut(Survey survey) {
    return feeds.rule().validation() > 0
        && spec.validation() instanceof HeldOut.Automatic automatic
        && survey.rows(Part.TRAIN) + survey.rows(Part.VALIDATION) < automatic.fewestRows();
  }

  private Buckets records() {
    if (spec.order() == RowOrder.SOURCE) {
      return Buckets.source(feeds.all(), feeds.rule(), kinds);
    }
    int count = buckets > 0 ? buckets : Buckets.suggested(feeds.all());
    return Buckets.canonical(context, feeds.all(), feeds.rule(), count, kinds);
  }

  private Survey survey(Buckets records) {
    Survey survey =
        SparkFailures.run(
            feeds.name(),
            () ->
                JobDescription.during(
                    context.sc(), "sorting and counting", () -> Survey.of(records, roles)),
            this::allThatIsWrong);
    if (kinds != null && !kinds.mixed().isEmpty()) {
      throw located(new BadRow("booleans among numbers"), TextKinds.refusing(kinds.mixed()));
    }
    return survey;
  }

  private TrainingData load(Buckets records, Survey survey) {
    if (spec.known() != null) {
      survey.add(spec.known().encoding(), roles);
    }
    if (survey.rows(Part.TRAIN) == 0) {
      throw Failure.data(feeds.name() + ": there are no training rows");
    }
    warnings.addAll(feeds.shareWarnings(survey));
    warnings.addAll(feeds.remarks(survey));
    VectorSizes.requireEqual(
        survey, roles, check -> located(new BadRow("vectors of several sizes"), check));
    Classes classes = roles.labels().isClass() ? classes(survey) : null;
    Map<Part, RowRanks> ranks = new EnumMap<>(Part.class);
    Map<Part, ShardSizes> sizes = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      ranks.put(part, new RowRanks(records, part, survey.counts(part)));
      sizes.put(part, sizes(part, survey.rows(part)));
    }
    Learning learning = new Learning(spec, feeds.name());
    Encoding unscaled = learning.unscaled(survey.inputs(roles, feeds.name()), classes);
    MessageDigest digest = Statistics.sha256();
    Statistics train = statistics(ranks, sizes, Part.TRAIN, unscaled, digest);
    for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
      if (sizes.get(part).rows() > 0) {
        statistics(ranks, sizes, part, unscaled, digest);
      }
    }
    learning.checkedWeight(train.facts()).ifPresent(warnings::add);
    Scales scales =
        Scales.of(unscaled, train.facts(), spec.intercept(), feeds.indicators(unscaled));
    warnings.addAll(scales.warnings());
    return pack(
        ranks,
        sizes,
        unscaled.scaled(scales),
        HexFormat.of().formatHex(digest.digest()),
        DataStatistics.of(unscaled, train.facts()));
  }

  private Classes classes(Survey survey) {
    LearntClasses learnt =
        new LearntClasses(
            roles,
            survey,
            feeds.name(),
            feeds.all().stream().allMatch(Feed::hasBooleanLabels),
            check -> located(new BadRow("a label that does not fit"), check));
    if (indexed > 0) {
      return learnt.indices(indexed);
    }
    Classes known = spec.known() == null ? null : spec.known().encoding().classes();
    boolean fits = known != null && (roles.labels() == LabelKind.CLASS || known.size() == 2);
    return fits ? learnt.knownAs(known, spec.known().without()) : learnt.distinct();
  }

  private TrainingData pack(
      Map<Part, RowRanks> ranks,
      Map<Part, ShardSizes> sizes,
      Encoding encoding,
      String sha256,
      DataStatistics statistics) {
    Broadcast<byte[]> wired = context.broadcast(Wire.bytes(encoding));
    Map<Part, JavaRDD<Shard>> shards = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      JavaRDD<Shard> packed =
          ShardPacker.shards(
              ranks.get(part), sizes.get(part), encoding, wired, checksums.get(part));
      shards.put(part, packed.setName("shards of " + part).persist(spec.storage().level()));
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
  private static long materialised(Map<Part, JavaRDD<Shard>> shards) {
    List<JavaRDD<Shard>> all = List.copyOf(shards.values());
    return all.get(0).union(all.get(1)).union(all.get(2)).map(Shard::size).count();
  }

  private ShardSizes sizes(Part part, long rows) {
    boolean chosen = spec.shards() > 0 && part == Part.TRAIN;
    return chosen ? new ShardSizes(rows, spec.shards()) : ShardSizes.auto(rows);
  }

  /** Only training rows are learnt from; of the others, the digest is taken. */
  private Statistics statistics(
      Map<Part, RowRanks> ranks,
      Map<Part, ShardSizes> sizes,
      Part part,
      Encoding encoding,
      MessageDigest digest) {
    boolean train = part == Part.TRAIN;
    Counting counting =
        new Counting(
            new ArrayList<>(train ? encoding.columns() : List.of()),
            train ? encoding.numbers() : 0,
            encoding.weight() != null,
            encoding.offset() != null,
            train ? encoding.classes() : null);
    Statistics found =
        reading(
            "statistics of " + part.name().toLowerCase(Locale.ROOT) + " rows",
            Feed::reading,
            () -> Statistics.of(ranks.get(part), sizes.get(part), counting));
    found.digests().forEach(digest::update);
    checksums.put(part, context.broadcast(found.checksums()));
    return found;
  }

  static RowCheck.Plan packing(RowPlan plan, Broadcast<byte[]> encoding) {
    return () -> {
      RowReader reader = new RowReader(plan);
      RecordPacker packer = new RecordPacker(Wire.value(encoding.value(), Encoding.class), 1);
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
        feeds.name(),
        () -> JobDescription.during(context.sc(), stage, work),
        bad -> located(bad, check));
  }

  /** A bad row is seldom alone. */
  private Failure allThatIsWrong(BadRow bad) {
    return SparkFailures.run(
        feeds.name(),
        () ->
            feeds.all().stream()
                .flatMap(
                    feed ->
                        TableProblems.of(feed.table(), spec, List.of(), feed.plan(), bad).stream())
                .findFirst()
                .orElseGet(() -> Feed.located(feeds.all(), bad, Feed::reading)));
  }

  private Failure located(BadRow bad, Function<RowPlan, RowCheck.Plan> check) {
    return SparkFailures.run(feeds.name(), () -> Feed.located(feeds.all(), bad, check));
  }
}

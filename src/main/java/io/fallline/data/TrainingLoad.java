package io.fallline.data;

import io.fallline.core.failure.Failure;
import io.fallline.core.train.Part;
import io.fallline.core.train.Shard;
import io.fallline.core.train.ShardSizes;
import io.fallline.core.wire.Wire;
import io.fallline.watch.JobDescription;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** Loads training data, stage by stage: open, order, survey, learn, pack. */
final class TrainingLoad {
  /** Two sums of {@link Moments}, of a task and of all, and what is learnt from them. */
  private static final int BYTES_OF_A_NUMBER = 120;

  private final JavaSparkContext context;
  private final DataSpec spec;
  private final int indexed;
  private final int buckets;
  private final Feeds feeds;
  private final Roles roles;
  private final Sources sources;
  private final Map<Part, Broadcast<int[]>> checksums = new EnumMap<>(Part.class);
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param indexed how many classes there are where labels are their indices; else 0
   * @param buckets how many to sort rows into; 0: what the input's size suggests
   */
  TrainingLoad(SparkSession session, DataSpec spec, Feeds feeds, int indexed, int buckets) {
    this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.spec = spec;
    this.indexed = indexed;
    this.buckets = buckets;
    this.feeds = feeds;
    this.roles = feeds.roles();
    this.sources = new Sources(feeds, session.sparkContext().hadoopConfiguration());
  }

  TrainingData load() {
    Buckets records = records();
    try {
      return sources.run(() -> load(records));
    } catch (RuntimeException failed) {
      checksums.values().forEach(Broadcast::destroy);
      throw failed;
    } finally {
      records.close();
    }
  }

  private Buckets records() {
    if (spec.order() == RowOrder.SOURCE) {
      return Buckets.source(feeds.all(), feeds.rule());
    }
    int count = buckets > 0 ? buckets : Buckets.suggested(feeds.all());
    return Buckets.canonical(context, feeds.all(), feeds.rule(), count);
  }

  private TrainingData load(Buckets records) {
    Survey survey = reading("sorting and counting", Feed::reading, () -> Survey.of(records, roles));
    if (survey.rows(Part.TRAIN) == 0) {
      throw Failure.data(feeds.name() + ": there are no training rows");
    }
    warnings.addAll(feeds.shareWarnings(survey));
    VectorSizes.requireEqual(
        survey, roles, check -> located(new BadRow("vectors of several sizes"), check));
    Classes classes =
        Labels.learn(
            roles,
            survey,
            indexed,
            feeds.name(),
            check -> located(new BadRow("a label that does not fit"), check));
    Map<Part, RowRanks> ranks = new EnumMap<>(Part.class);
    Map<Part, ShardSizes> sizes = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      ranks.put(part, new RowRanks(records, part, survey.counts(part)));
      sizes.put(part, sizes(part, survey.rows(part)));
    }
    Encoding unscaled = unscaled(survey, classes);
    requireRoom(unscaled.numbers());
    MessageDigest digest = Statistics.sha256();
    Statistics train = statistics(ranks, sizes, Part.TRAIN, unscaled, digest);
    for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
      if (sizes.get(part).rows() > 0) {
        statistics(ranks, sizes, part, unscaled, digest);
      }
    }
    requireWeight(train.facts());
    Encoding encoding = scaled(unscaled, train.facts());
    return pack(ranks, sizes, encoding, HexFormat.of().formatHex(digest.digest()), train.facts());
  }

  private TrainingData pack(
      Map<Part, RowRanks> ranks,
      Map<Part, ShardSizes> sizes,
      Encoding encoding,
      String sha256,
      ShardFacts facts) {
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
            shards,
            sizes,
            encoding,
            warnings,
            sha256,
            facts.weight,
            facts.classWeights,
            sources,
            broadcasts);
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

  private Encoding unscaled(Survey survey, Classes classes) {
    List<Input> inputs = survey.inputs(roles, feeds.name());
    return new Encoding(
        spec.label(),
        spec.weight(),
        spec.offset(),
        spec.labels(),
        inputs,
        spec.hashed().isEmpty() ? 0 : spec.hashBits(),
        spec.missing(),
        spec.scaling(),
        false,
        classes,
        null,
        null,
        null);
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

  private Encoding scaled(Encoding unscaled, ShardFacts facts) {
    Scales scales = Scales.of(unscaled, facts);
    warnings.addAll(scales.warnings());
    return new Encoding(
        unscaled.label(),
        unscaled.weight(),
        unscaled.offset(),
        unscaled.labels(),
        unscaled.columns(),
        unscaled.hashBits(),
        unscaled.missing(),
        unscaled.scaling(),
        scales.sparse(),
        unscaled.classes(),
        scales.fill(),
        scales.center(),
        scales.scale());
  }

  /** One large index of a sparse row makes as many inputs, whose statistics are dense. */
  private void requireRoom(long numbers) {
    long needed = numbers * BYTES_OF_A_NUMBER;
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap) {
      throw Failure.data(
          feeds.name()
              + ": "
              + numbers
              + " numeric inputs need "
              + (needed >> 20)
              + " MiB in the driver to be scaled, which has "
              + (heap >> 20)
              + " MiB; is an index of a sparse row wrong? Otherwise give the driver a larger heap");
    }
  }

  private void requireWeight(ShardFacts facts) {
    if (facts.weight == 0) {
      throw Failure.data(
          feeds.name()
              + ": column \""
              + spec.weight()
              + "\" is 0 in every training row, expected a weight above 0");
    }
    if (!Double.isFinite(facts.weight)) {
      throw Failure.data(
          feeds.name() + ": the weights of column \"" + spec.weight() + "\" add up to infinity");
    }
    if (facts.classWeights.length > 0
        && Arrays.stream(facts.classWeights).filter(w -> w > 0).count() < 2) {
      warnings.add("all training rows with a weight above 0 are of one class");
    }
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

  private Failure located(BadRow bad, Function<RowPlan, RowCheck.Plan> check) {
    return SparkFailures.run(feeds.name(), () -> Feed.located(feeds.all(), bad, check));
  }
}

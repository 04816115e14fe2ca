package io.fallline.data.loading;

import io.fallline.core.failure.MessageSanitizer;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardSizes;
import io.fallline.data.DataSpec;
import io.fallline.data.sources.SourceListing;
import io.fallline.data.sources.SourceListing.SourceFile;
import io.fallline.data.statistics.DataStatistics;
import io.fallline.model.Encoding;
import io.fallline.watch.JobDescription;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * All rows of a training as shards that stay where Spark keeps them, and what was learnt from them.
 */
public final class TrainingData implements AutoCloseable {
  private final Map<DataSplit, JavaRDD<Shard>> shards;
  private final Map<DataSplit, ShardSizes> sizes;
  private final Encoding encoding;
  private final List<String> warnings;
  private final String sha256;
  private final DataStatistics statistics;
  private final SourceFileVersions sources;
  private final List<Broadcast<?>> broadcasts;
  private boolean closed;

  TrainingData(
      Map<DataSplit, JavaRDD<Shard>> shards,
      Map<DataSplit, ShardSizes> sizes,
      Encoding encoding,
      List<String> warnings,
      String sha256,
      DataStatistics statistics,
      SourceFileVersions sources,
      List<Broadcast<?>> broadcasts) {
    this.shards = new EnumMap<>(shards);
    this.sizes = new EnumMap<>(sizes);
    this.encoding = encoding;
    this.warnings = warnings.stream().map(MessageSanitizer::of).toList();
    this.sha256 = sha256;
    this.statistics = statistics;
    this.sources = sources;
    this.broadcasts = List.copyOf(broadcasts);
  }

  /**
   * Reads, checks, orders, encodes and keeps all rows.
   *
   * @throws io.fallline.core.failure.Failure DATA if the rows cannot be used, FILES if they may not
   *     be read
   */
  public static TrainingData load(SparkSession session, DataSpec spec) {
    return loading(
        session,
        () ->
            new TrainingLoad(session.sparkContext(), spec, InputTables.open(session, spec), 0, 0)
                .load());
  }

  /**
   * The same of rows that the caller brings; of the section, what says where to read is not looked
   * at.
   */
  public static TrainingData load(SparkSession session, DataSpec spec, InputFrames frames) {
    return loading(
        session,
        () ->
            new TrainingLoad(
                    session.sparkContext(), spec, InputTables.of(spec, frames), frames.classes(), 0)
                .load());
  }

  private static TrainingData loading(SparkSession session, Supplier<TrainingData> load) {
    return JobDescription.during(session.sparkContext(), "loading", load);
  }

  /**
   * All shards in order, kept; a partition has adjacent ones. A split without rows has one empty
   * shard.
   */
  public JavaRDD<Shard> shards(DataSplit split) {
    return shards.get(split);
  }

  /** The same of all splits. */
  public Map<DataSplit, JavaRDD<Shard>> shards() {
    return Collections.unmodifiableMap(shards);
  }

  /**
   * Does work on the shards. Spark packs lost shards again, from the files if it has to.
   *
   * @throws io.fallline.core.failure.Failure DATA if their rows are no longer the same
   */
  public <T> T run(Supplier<T> work) {
    return sources.run(work);
  }

  /**
   * The files that the training paths had when they were opened, sorted by path; none where rows
   * come from elsewhere.
   */
  public List<SourceFile> files() {
    return SourceListing.sorted(sources.ofTraining());
  }

  /**
   * The time of the newest row at the training paths, which a window is counted back from; empty
   * where there is no window.
   */
  public Optional<Instant> newest() {
    return sources.newest();
  }

  public ShardSizes sizes(DataSplit split) {
    return sizes.get(split);
  }

  public Encoding encoding() {
    return encoding;
  }

  /** One line each; for the person who trains. */
  public List<String> warnings() {
    return warnings;
  }

  /** Over the canonical records of all splits: the same rows, held out alike, have the same. */
  public String sha256() {
    return sha256;
  }

  /** What the training rows are like, before they are scaled. */
  public DataStatistics statistics() {
    return statistics;
  }

  /** The training rows' weights, summed along the shard tree. */
  public double trainingWeight() {
    return statistics.weight();
  }

  /**
   * The training rows' weights by class, summed along the shard tree; empty where labels are
   * numbers.
   */
  public double[] classWeightTotals() {
    return statistics.labelWeights().values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Frees what is kept on the cluster; nothing can be read afterwards. Closing again does nothing.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    // where they are in this process, their memory is free when this returns
    shards.values().forEach(split -> split.unpersist(split.context().isLocal()));
    broadcasts.forEach(Broadcast::destroy);
  }

  /**
   * Rows that a caller brings as DataFrames, in place of a source's paths.
   *
   * @param name how messages call them
   * @param validation null where {@link DataSpec#validation} says what is held out
   * @param classes labels are the class indices 0 to classes − 1, of which rows need not have all;
   *     0 where the loss takes numbers
   */
  public record InputFrames(
      String name, Dataset<Row> train, Dataset<Row> validation, int classes) {}
}

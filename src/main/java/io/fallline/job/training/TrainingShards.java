package io.fallline.job.training;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Shard;
import io.fallline.data.loading.TrainingData;
import io.fallline.engine.shards.LocalShards;
import io.fallline.watch.JobDescription;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;

/**
 * The shards that trainings are done on, one after the other: where Spark keeps them or, for the
 * engine {@code local}, in this process, into which they are brought once.
 */
public final class TrainingShards implements AutoCloseable {
  private final TrainingData data;
  private final boolean staysOnCluster;
  private LocalShards local;

  /**
   * @param staysOnCluster whether Spark is to keep them when this process has them too
   */
  public TrainingShards(TrainingData data, boolean staysOnCluster) {
    this.data = data;
    this.staysOnCluster = staysOnCluster;
  }

  /** Those of all splits that have rows. */
  Map<DataSplit, JavaRDD<Shard>> onCluster() {
    Map<DataSplit, JavaRDD<Shard>> shards = new EnumMap<>(DataSplit.class);
    for (DataSplit split : DataSplit.values()) {
      if (data.sizes(split).rows() > 0) {
        shards.put(split, data.shards(split));
      }
    }
    return shards;
  }

  long rows(DataSplit split) {
    return data.sizes(split).rows();
  }

  public int partitions() {
    return data.shards(DataSplit.TRAIN).getNumPartitions();
  }

  /**
   * Gradients of them, computed in this process.
   *
   * @param mostBytes of what is taken into its memory
   * @param warned of rows on disk that are not read ahead
   */
  GradientComputer local(
      SparkContext context,
      GradientSpec spec,
      long mostBytes,
      SpinningThreadPool threads,
      Consumer<String> warned) {
    if (local == null) {
      local =
          JobDescription.during(
              context, "shards to the driver", () -> LocalShards.of(onCluster(), mostBytes));
      if (!staysOnCluster) {
        data.close(); // Spark need not count them among what it keeps
      }
      local.readAhead(bytesOfModel(spec)).ifPresent(warned);
    }
    return new LocalGradientComputer(spec, local.shards(), threads);
  }

  /** Of the heap: parameters, the rule's memory in float64, the best so far, sums of gradients. */
  private static long bytesOfModel(GradientSpec spec) {
    return (64 + (long) Float.BYTES * spec.groups()) * ParameterLayout.of(spec.network()).size();
  }

  /** Frees what this process holds of them; what Spark keeps is its owner's. */
  @Override
  public void close() {
    if (local != null) {
      local.close();
    }
  }
}

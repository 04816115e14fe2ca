package io.fallline.job;

import io.fallline.core.math.ThreadTeam;
import io.fallline.core.train.GradientSource;
import io.fallline.core.train.GradientSpec;
import io.fallline.core.train.LocalGradientSource;
import io.fallline.core.train.Part;
import io.fallline.core.train.Shard;
import io.fallline.data.TrainingData;
import io.fallline.spark.LocalShards;
import io.fallline.watch.JobDescription;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;

/**
 * The shards that trainings are done on, one after the other: where Spark keeps them or, for the
 * engine {@code local}, in this process, into which they are brought once.
 */
final class TrainingShards implements AutoCloseable {
  private final TrainingData data;
  private final boolean staysOnCluster;
  private LocalShards local;

  /**
   * @param staysOnCluster whether Spark is to keep them when this process has them too
   */
  TrainingShards(TrainingData data, boolean staysOnCluster) {
    this.data = data;
    this.staysOnCluster = staysOnCluster;
  }

  /** Those of all parts that have rows. */
  Map<Part, JavaRDD<Shard>> onCluster() {
    Map<Part, JavaRDD<Shard>> shards = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      if (data.sizes(part).rows() > 0) {
        shards.put(part, data.shards(part));
      }
    }
    return shards;
  }

  long rows(Part part) {
    return data.sizes(part).rows();
  }

  int partitions() {
    return data.shards(Part.TRAIN).getNumPartitions();
  }

  /**
   * Gradients of them, computed in this process.
   *
   * @param mostBytes of what is taken into its memory
   */
  GradientSource local(SparkContext context, GradientSpec spec, long mostBytes, ThreadTeam team) {
    if (local == null) {
      local =
          JobDescription.during(
              context, "shards to the driver", () -> LocalShards.of(onCluster(), mostBytes));
      if (!staysOnCluster) {
        data.close(); // else they would stand in this memory twice
      }
    }
    return new LocalGradientSource(spec, local.shards(), team);
  }

  /** Frees what this process holds of them; what Spark keeps is its owner's. */
  @Override
  public void close() {
    if (local != null) {
      local.close();
    }
  }
}

package io.fallline.job;

import io.fallline.core.math.ThreadTeam;
import io.fallline.core.train.GradientSource;
import io.fallline.core.train.GradientSpec;
import io.fallline.core.train.LocalGradientSource;
import io.fallline.core.train.Part;
import io.fallline.core.train.Shard;
import io.fallline.data.TrainingData;
import io.fallline.job.configuration.TrainingSection;
import io.fallline.job.configuration.Words;
import io.fallline.spark.JobGradientSource;
import io.fallline.spark.LocalShards;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;

/**
 * Who computes the gradients of a training, and why.
 *
 * @param name local or jobs
 * @param reason for the summary
 */
record Engine(String name, String reason) {
  /** Shards that this process trains on itself stand in its memory twice for a moment. */
  private static final int SHARE_OF_HEAP = 4;

  /**
   * More than this would also be more than Spark lets a job's results be, unless told otherwise.
   */
  private static final long MOST_BYTES = 1L << 30;

  static Engine choose(TrainingSection training, SparkContext context, long shardBytes) {
    if (training.engine() != TrainingSection.Engine.AUTO) {
      return new Engine(Words.of(training.engine()), "as configured");
    }
    if (!context.isLocal()) {
      return new Engine("jobs", "auto: executors are other processes");
    }
    return shardBytes < mostBytesInMemory()
        ? new Engine("local", "auto: the master is local and the shards fit into its memory")
        : new Engine("local", "auto: the master is local; the shards are read from disk");
  }

  GradientSource open(GradientSpec spec, TrainingData data, SparkContext context, ThreadTeam team) {
    Map<Part, JavaRDD<Shard>> shards = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      if (data.sizes(part).rows() > 0) {
        shards.put(part, data.shards(part));
      }
    }
    if (name.equals("local")) {
      LocalShards local = LocalShards.of(shards, mostBytesInMemory());
      data.close();
      return local.closedWith(new LocalGradientSource(spec, local.shards(), team));
    }
    return new JobGradientSource(spec, shards, context.defaultParallelism());
  }

  private static long mostBytesInMemory() {
    return Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }
}

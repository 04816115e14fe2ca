package io.fallline.spark;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.training.Shard;
import org.apache.spark.api.java.JavaRDD;

/** Loss and metrics of a model over shards on a cluster. */
public final class ClusterEvaluation {
  private ClusterEvaluation() {}

  /**
   * @param kernels by name
   * @param shards all of them, a power of two, in order
   * @param targets as {@link io.fallline.core.training.ShardEvaluation} has it
   * @param purpose what Spark's pages say of the job
   */
  public static Evaluation of(
      NetworkSpec network,
      String kernels,
      float[] parameters,
      JavaRDD<Shard> shards,
      boolean targets,
      String purpose) {
    return ShardJob.run(
        shards.rdd(),
        purpose,
        parameters,
        values -> new EvaluationTask(network, kernels, values, targets),
        Evaluation::add,
        new GradientTimes());
  }
}

package io.fallline.job;

import io.fallline.core.failure.Failure;
import io.fallline.core.train.BatchPlan;
import io.fallline.job.configuration.JobConfiguration;
import org.apache.spark.SparkContext;

/** Whether a model's parameters and sums fit into the driver. */
final class Memory {
  private static final long MEBIBYTE = 1 << 20;

  private Memory() {}

  /**
   * @return what the driver needs, in words
   * @throws Failure (configuration) if that is more than it has, or than Spark lets results be
   */
  static String of(JobConfiguration job, int parameters, BatchPlan plan, SparkContext context) {
    int slots = Recipes.optimizer(job).slots().size();
    // master weights, gradient, early stopping's best, slots; and the sums that come in
    long tasks = Math.min(plan.groups(parameters), context.defaultParallelism());
    long results = tasks * parameters * Float.BYTES;
    long needed = parameters * (long) Double.BYTES * (3 + slots) + results;
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap) {
      throw Failure.configuration(
          "model: "
              + parameters
              + " parameters need "
              + mebibytes(needed)
              + " in the driver, which has "
              + mebibytes(heap)
              + "; give it a larger heap, or make model.layers or data.hashBits smaller");
    }
    long limit = context.conf().getSizeAsBytes("spark.driver.maxResultSize", "1g");
    if (limit > 0 && results > limit) {
      throw Failure.configuration(
          "model: a step's sums of "
              + parameters
              + " parameters from "
              + tasks
              + " tasks are "
              + mebibytes(results)
              + ", spark.driver.maxResultSize is "
              + mebibytes(limit)
              + "; raise it");
    }
    return "memory: " + mebibytes(needed) + " of the driver's " + mebibytes(heap);
  }

  private static String mebibytes(long bytes) {
    return (bytes + MEBIBYTE - 1) / MEBIBYTE + " MiB";
  }
}

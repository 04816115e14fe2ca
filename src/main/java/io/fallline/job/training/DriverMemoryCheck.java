package io.fallline.job.training;

import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.core.network.HessianLayout;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import org.apache.spark.SparkContext;

/**
 * What a model's parameters and sums take of the driver's memory, in bytes, while it is at its most
 * in each part of a training.
 *
 * @param steps of mini-batches
 * @param trials of learning rates; 0 where there are none
 * @param finish Newton steps; 0 where none are planned
 * @param results what a step's tasks send
 */
record DriverMemoryCheck(
    int parameters, int tasks, long steps, long trials, long finish, long results) {
  private static final long MEBIBYTE = 1 << 20;

  /** Parameters as rows meet them, beside those in float64. */
  private static final long ROUNDED = Float.BYTES;

  /**
   * @param parallelism how many tasks Spark runs at a time
   * @param inProcess whether they run in the driver itself
   */
  static DriverMemoryCheck of(
      JobConfiguration job,
      NetworkSpec network,
      BatchPlan plan,
      int parallelism,
      boolean inProcess) {
    int parameters = ParameterLayout.of(network).size();
    long vector = parameters * (long) Double.BYTES;
    long slots = TrainingOptionsFactory.optimizer(job).slots().size() * vector;
    long state = vector + parameters * ROUNDED + slots;
    boolean rollsBack = job.training().onNonFinite() == NonFinitePolicy.ROLLBACK;
    int tasks = Math.min(plan.groups(parameters), parallelism);
    long results = tasks * (long) parameters * Float.BYTES;
    // the gradient; and the best parameters, of early stopping or of convergence
    long steps = (rollsBack ? 2 : 1) * state + vector + vector + results;
    boolean tries =
        job.learningRateIsAuto() && TrainingOptionsFactory.optimizer(job).standardRate().isEmpty();
    // each trial has a state of its own beside the one that it begins at, and keeps nothing
    long trials = tries ? 2 * state + vector + results : 0;
    long finish =
        NewtonFinishPolicy.isPlanned(job, network)
            ? state
                + vector
                + FinishMemory.of(network, plan.sizes().shards(), parallelism, inProcess)
            : 0;
    return new DriverMemoryCheck(parameters, tasks, steps, trials, finish, results);
  }

  /** What the driver needs. */
  long needed() {
    return Math.max(steps, Math.max(trials, finish));
  }

  /**
   * @return what the driver needs, in words
   * @throws Failure (configuration) if that is more than it has, or than Spark lets results be
   */
  static String require(
      JobConfiguration job, NetworkSpec network, BatchPlan plan, SparkContext context) {
    DriverMemoryCheck memory =
        of(job, network, plan, context.defaultParallelism(), context.isLocal());
    memory.requireHeap(Runtime.getRuntime().maxMemory());
    memory.requireResults(context.conf().getSizeAsBytes("spark.driver.maxResultSize", "1g"));
    return "memory: "
        + mebibytes(memory.needed())
        + " of the driver's "
        + mebibytes(Runtime.getRuntime().maxMemory());
  }

  void requireHeap(long heap) {
    if (needed() > heap) {
      throw Failure.configuration(
          "model: %s parameters need %s in the driver%s, which has %s; give it a larger heap, or make "
              + "model.layers or data.hashBits smaller%s",
          parameters, mebibytes(needed()), most(), mebibytes(heap), without(heap));
    }
  }

  private String most() {
    if (needed() == steps) {
      return "";
    }
    return finish > trials ? " for the finish" : " while learning rates are tried";
  }

  /** What may be left away. */
  private String without(long heap) {
    boolean finishes = finish > heap;
    boolean tries = trials > heap;
    if (steps > heap || !finishes && !tries) {
      return "";
    }
    return (tries ? ", or name optimizer.learningRate" : "")
        + (finishes && !tries ? ", or set training.finish = none" : "");
  }

  private void requireResults(long limit) {
    if (limit > 0 && results > limit) {
      throw Failure.configuration(
          "model: a step's sums of %s parameters from %s tasks are %s, spark.driver.maxResultSize is "
              + "%s; raise it",
          parameters, tasks, mebibytes(results), mebibytes(limit));
    }
  }

  static String mebibytes(long bytes) {
    return (bytes + MEBIBYTE - 1) / MEBIBYTE + " MiB";
  }

  /** What second derivatives take of the driver's memory. */
  static final class FinishMemory {
    private FinishMemory() {}

    /**
     * In bytes, at the most: while a pass adds up, beside the sum at the parameters that it came
     * from and, in a refit, that of the training rows; or while a step is solved for.
     *
     * @param shards of the training rows
     * @param parallelism how many tasks there are at a time
     * @param inProcess whether they run in the driver itself, rather than send their sums there
     */
    static long of(NetworkSpec network, int shards, int parallelism, boolean inProcess) {
      long sum = (long) Double.BYTES * HessianLayout.of(network).size();
      long parameters = ParameterLayout.of(network).size();
      long triangle = Double.BYTES * (parameters * (parameters + 1) / 2);
      long tasks = Math.min(shards, parallelism);
      long adding =
          inProcess
              ? tasks * pending((shards + tasks - 1) / tasks)
              : tasks + pending(tasks); // as they came, and as far as they have been added
      long before = 2;
      // the matrix over all parameters, and the one that is factored
      long solving = before * sum + 2 * triangle;
      return Math.max((before + adding) * sum, solving);
    }

    /** How many sums a tree holds at a time over so many leaves: one a level, and a last leaf. */
    private static long pending(long leaves) {
      return Long.SIZE - Long.numberOfLeadingZeros(leaves - 1) + 1;
    }
  }
}

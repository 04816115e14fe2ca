package io.fallline.job;

import io.fallline.core.model.HessianLayout;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.model.ParameterLayout;

/** What second derivatives take of the driver's memory. */
final class FinishMemory {
  private FinishMemory() {}

  /**
   * In bytes, at the most: while a pass adds up, beside the sum at the parameters that it came from
   * and, in a refit, that of the training rows; or while a step is solved for.
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

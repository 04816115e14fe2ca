package io.fallline.spark;

/**
 * Why a resident stage ends, and how training goes on.
 *
 * @param reason in words, for the person who trains; null where there is nothing to tell
 * @param failure of the stage itself; null where it did not fail
 */
record Verdict(Next next, String reason, Throwable failure) {
  /** What comes after the stage. */
  enum Next {
    /** Another resident stage, with as many tasks as there are slots now. */
    REGROUP,
    /** An ordinary job that makes lost shards anew, then another resident stage. */
    REBUILD,
    /** A job a step, until the next epoch. */
    JOBS,
    /** Nothing: the stage failed as a job would have. */
    FAIL,
    /** Nothing: training is over. */
    CLOSE
  }

  static final Verdict REGROUP = new Verdict(Next.REGROUP, null, null);
  static final Verdict REBUILD = new Verdict(Next.REBUILD, null, null);
  static final Verdict CLOSE = new Verdict(Next.CLOSE, null, null);

  static Verdict jobs(String reason) {
    return new Verdict(Next.JOBS, reason, null);
  }

  /**
   * Of a stage that ended before it was told to.
   *
   * @param failed why; null: its tasks came to an end
   */
  static Verdict onEnd(Throwable failed) {
    return failed == null || ClusterFailures.isLoss(failed) ? REBUILD : fail(failed);
  }

  static Verdict fail(Throwable failure) {
    return new Verdict(Next.FAIL, null, failure);
  }
}

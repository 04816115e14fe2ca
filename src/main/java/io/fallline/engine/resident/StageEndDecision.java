package io.fallline.engine.resident;

import io.fallline.engine.ClusterFailures;

/**
 * A decision that a resident stage ends: why, and how training goes on.
 *
 * @param reason in words, for the person who trains; null where there is nothing to tell
 * @param failure of the stage itself; null where it did not fail
 */
public record StageEndDecision(Next next, String reason, Throwable failure) {
  /** What comes after the stage. */
  public enum Next {
    /** Another resident stage, with as many tasks as there are slots now. */
    REGROUP,
    /** An ordinary job that makes lost shards again, then another resident stage. */
    REBUILD,
    /** A job a step, until the next epoch. */
    JOBS,
    /** Nothing: the stage failed as a job would have. */
    FAIL,
    /** Nothing: training is over. */
    CLOSE
  }

  static final StageEndDecision REGROUP = new StageEndDecision(Next.REGROUP, null, null);
  public static final StageEndDecision REBUILD = new StageEndDecision(Next.REBUILD, null, null);
  static final StageEndDecision CLOSE = new StageEndDecision(Next.CLOSE, null, null);

  static StageEndDecision jobs(String reason) {
    return new StageEndDecision(Next.JOBS, reason, null);
  }

  /**
   * Of a stage that ended before it was told to.
   *
   * @param failed why; null: its tasks came to an end
   */
  public static StageEndDecision onEnd(Throwable failed) {
    return failed == null || ClusterFailures.isLoss(failed) ? REBUILD : fail(failed);
  }

  static StageEndDecision fail(Throwable failure) {
    return new StageEndDecision(Next.FAIL, null, failure);
  }
}

package io.fallline.job;

import io.fallline.core.failure.Failure;

/** What becomes of checkpoints that another configuration, or other rows, have made. */
enum OtherCheckpoints {
  /** Somebody has mixed up two trainings. */
  REFUSED,
  /** They are of an earlier night, whose rows were others. */
  SUPERSEDED;

  /**
   * @param found what is wrong with the checkpoint that was found
   */
  boolean isBegunAnew(Failure found) {
    return this == SUPERSEDED && found.kind() == Failure.Kind.CONFIGURATION;
  }
}

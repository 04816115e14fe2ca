package io.fallline.job.training;

import io.fallline.core.failure.Failure;
import io.fallline.store.CheckpointStore;
import java.util.function.Consumer;

/** What becomes of checkpoints that another configuration, or other rows, have made. */
public enum IncompatibleCheckpointPolicy {
  /** Somebody has mixed up two trainings. */
  REFUSED,
  /** They are of an earlier retraining, which had other rows. */
  SUPERSEDED;

  /**
   * @param found what is wrong with the checkpoint that was found
   */
  boolean startsOver(Failure found) {
    return this == SUPERSEDED && found.kind() == Failure.Kind.CONFIGURATION;
  }

  void supersede(CheckpointStore store, Consumer<String> warned) {
    warned.accept(
        store.path(store.steps().get(store.steps().size() - 1))
            + " is of an earlier training, on other rows or from another champion; this one starts"
            + " over");
    store.supersede();
  }
}

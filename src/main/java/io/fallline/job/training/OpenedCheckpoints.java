package io.fallline.job.training;

import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.store.CheckpointStore;
import io.fallline.store.WriteAccessCheck;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoint store of a training, and the checkpoint that it goes on from, if there is one.
 *
 * @param checkpoints null where none are to be kept
 */
record OpenedCheckpoints(CheckpointStore checkpoints, Optional<Resumption> resumption) {

  /** What can fail of it before rows are read. */
  static OpenedCheckpoints of(
      JobConfiguration job,
      Configuration hadoop,
      IncompatibleCheckpointPolicy ifOther,
      Consumer<String> warned) {
    CheckpointStore store = checkpoints(job, hadoop);
    if (store == null) {
      return new OpenedCheckpoints(null, Optional.empty());
    }
    store.removeLitter();
    try {
      return new OpenedCheckpoints(store, Resumption.find(store, job, warned));
    } catch (Failure other) {
      if (!ifOther.startsOver(other)) {
        throw other;
      }
      ifOther.supersede(store, warned);
      return new OpenedCheckpoints(store, Optional.empty());
    }
  }

  /**
   * Null where none are to be kept.
   *
   * @throws Failure (files) if none could be
   */
  static CheckpointStore checkpoints(JobConfiguration job, Configuration hadoop) {
    if (job.checkpoint().directory().isEmpty()) {
      return null;
    }
    Path directory = new Path(job.checkpoint().directory().get());
    WriteAccessCheck.requireWritable(directory, hadoop);
    return CheckpointStore.open(directory, hadoop);
  }

  Optional<byte[]> history() {
    return resumption.map(Resumption::history);
  }
}

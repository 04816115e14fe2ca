package io.fallline.job.training;

import io.fallline.configuration.JobConfiguration;
import io.fallline.data.DataSpec;
import java.util.Optional;
import java.util.function.Function;

/**
 * A training to run: its configuration, its rows, its first state.
 *
 * @param rows which rows to load, all of the configuration's or some, given the checkpoint to
 *     resume from
 * @param beginning the first parameters
 * @param ifOther what becomes of checkpoints that are of another training
 */
public record TrainingRequest(
    JobConfiguration job,
    Function<Optional<Resumption>, DataSpec> rows,
    StateInitializer beginning,
    IncompatibleCheckpointPolicy ifOther) {

  /** As the configuration says. */
  public static TrainingRequest configured(JobConfiguration job, InitialModel initial) {
    return new TrainingRequest(
        job,
        resumption -> initial.known(DataSpec.of(job), resumption),
        StateInitializer.at(initial, job),
        IncompatibleCheckpointPolicy.REFUSED);
  }
}

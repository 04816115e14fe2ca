package io.fallline.job;

import io.fallline.core.model.NetworkSpec;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.train.TrainingState;
import io.fallline.data.Encoding;
import io.fallline.job.configuration.JobConfiguration;

/** Where a training begins that goes on from no checkpoint. */
@FunctionalInterface
interface Beginning {
  TrainingState state(NetworkSpec network, Encoding encoding, Optimizer optimizer);

  /** Parameters of another model, or those drawn from the seed. */
  static Beginning at(InitialModel initial, JobConfiguration job) {
    return (network, encoding, optimizer) ->
        TrainingState.start(InitialParameters.of(network, encoding, job, initial), optimizer);
  }
}

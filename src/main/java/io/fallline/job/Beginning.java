package io.fallline.job;

import io.fallline.core.model.NetworkSpec;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.train.TrainingState;
import io.fallline.data.Encoding;
import io.fallline.job.configuration.JobConfiguration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Where a training begins that goes on from no checkpoint. */
@FunctionalInterface
interface Beginning {
  TrainingState state(NetworkSpec network, Encoding encoding, Optimizer optimizer);

  /** Parameters drawn from the seed, or those of another model. */
  static Beginning configured(JobConfiguration job, Configuration hadoop) {
    return at(Optional.empty(), job, hadoop);
  }

  /**
   * @param given a model to start at; empty: what the configuration says
   */
  static Beginning at(Optional<TrainedModel> given, JobConfiguration job, Configuration hadoop) {
    return (network, encoding, optimizer) ->
        TrainingState.start(InitialParameters.of(network, encoding, job, given, hadoop), optimizer);
  }
}

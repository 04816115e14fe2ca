package io.fallline.job.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.training.TrainingState;
import io.fallline.model.Encoding;
import java.util.Optional;

/** Creates the first state of a training that goes on from no checkpoint. */
@FunctionalInterface
public interface StateInitializer {
  InitialState initialState(NetworkSpec network, Encoding encoding, Optimizer optimizer);

  /**
   * The first state.
   *
   * @param earlier the manifest of the model that it is of; empty: of none
   */
  record InitialState(TrainingState state, Optional<ObjectNode> earlier) {}

  /** Parameters of another model, or those drawn from the seed. */
  static StateInitializer at(InitialModel initial, JobConfiguration job) {
    return (network, encoding, optimizer) ->
        new InitialState(
            TrainingState.start(InitialParameters.of(network, encoding, job, initial), optimizer),
            initial.manifest());
  }
}

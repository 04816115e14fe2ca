package io.fallline.retrain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.OptimizerState;
import io.fallline.core.training.TrainingState;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.job.training.StateInitializer;
import io.fallline.job.training.WarmStartWeights;
import io.fallline.model.Encoding;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The start of a training at the weights of an earlier model, on rows with an encoding of their
 * own.
 *
 * @param manifest of the earlier model
 * @param memory what the rule remembers of the earlier training; empty: it starts over
 * @param rule by which training goes on
 * @param otherwise where training begins if the models are too different
 * @param warned is told what could not be carried over
 */
record WarmStart(
    TrainedModel earlier,
    ObjectNode manifest,
    Optional<PublishedOptimizerState> memory,
    String rule,
    StateInitializer otherwise,
    Consumer<String> warned)
    implements StateInitializer {

  @Override
  public InitialState initialState(NetworkSpec network, Encoding encoding, Optimizer optimizer) {
    Optional<String> obstacle = obstacle(network, encoding);
    if (obstacle.isPresent()) {
      warned.accept(
          "the champion's weights are not taken over: "
              + obstacle.get()
              + "; training begins from the configuration's start");
      return otherwise.initialState(network, encoding, optimizer);
    }
    double[] parameters = WarmStartWeights.of(earlier, network, encoding);
    Optional<OptimizerState> remembered = remembered(encoding, optimizer, parameters.length);
    TrainingState state =
        remembered
            .map(slots -> TrainingState.start(parameters, slots))
            .orElseGet(() -> TrainingState.start(parameters, optimizer));
    if (remembered.isPresent()) {
      state.setLabelUnit(memory.get().labelUnit());
    }
    return new InitialState(state, Optional.of(manifest));
  }

  private Optional<String> obstacle(NetworkSpec network, Encoding encoding) {
    NetworkSpec before = earlier.network();
    if (!before.hidden().equals(network.hidden())) {
      return Optional.of("its hidden layers were " + before.hidden() + ", now " + network.hidden());
    }
    if (!before.activations().equals(network.activations())) {
      return Optional.of(
          "its activations were " + before.activations() + ", now " + network.activations());
    }
    if (before.intercept() != network.intercept()) {
      return Optional.of("model.intercept was " + before.intercept());
    }
    boolean oneOutput = network.outputs() == 1;
    if (oneOutput != (before.outputs() == 1)
        || (oneOutput && !classes(encoding).equals(classes(earlier.encoding())))) {
      return Optional.of(
          "its classes were " + classes(earlier.encoding()) + ", now " + classes(encoding));
    }
    return Optional.empty();
  }

  private Optional<OptimizerState> remembered(
      Encoding encoding, Optimizer optimizer, int parameters) {
    if (memory.isEmpty()) {
      return Optional.empty();
    }
    Encoding before = earlier.encoding();
    if (!before.columns().equals(encoding.columns())
        || before.hashBits() != encoding.hashBits()
        || !classes(before).equals(classes(encoding))) {
      warned.accept(
          "retrain.warmOptimizer: the optimizer starts over, as inputs or classes have changed");
      return Optional.empty();
    }
    Optional<OptimizerState> state = memory.get().restored(rule, optimizer, parameters);
    if (state.isEmpty()) {
      warned.accept(
          "retrain.warmOptimizer: the optimizer starts over, as "
              + (memory.get().isOfAnotherForm(rule, optimizer)
                  ? "the formula of " + rule + " was another one when the champion was trained"
                  : "the champion's was another rule"));
    }
    return state;
  }

  private static List<String> classes(Encoding encoding) {
    return encoding.classes() == null ? List.of() : encoding.classes().names();
  }
}

package io.fallline.job.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.JobConfiguration.CheckpointSection.Resume;
import io.fallline.core.failure.Failure;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.ConvergenceMonitor;
import io.fallline.core.training.TrainingOptions;
import io.fallline.core.training.TrainingState;
import io.fallline.core.training.TrainingStateSnapshot;
import io.fallline.model.NamedTensor;
import io.fallline.store.Checkpoint;
import io.fallline.store.CheckpointStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * A checkpoint that a training goes on from.
 *
 * @param path where it is
 */
public record Resumption(Path path, Checkpoint checkpoint) {
  /** Sections of a checkpoint's manifest. */
  static final String STATE = "state";

  private static final String PASSES = "finish.passes";

  static final String STOP_REASON = "stopReason";

  /** After these nothing is left to do; after others there may be, if the configuration says so. */
  private static final Set<String> FINAL =
      Set.of("gradientNorm", "loss", "earlyStopping", ConvergenceMonitor.SETTLED);

  /**
   * The newest checkpoint that can be read, as far as the configuration wants one.
   *
   * @param warned is told of those that cannot
   * @throws Failure (data) if there are checkpoints and none can be read, or one is required and
   *     there is none; (configuration) if it is of another training
   */
  static Optional<Resumption> find(
      CheckpointStore store, JobConfiguration job, Consumer<String> warned) {
    Resume resume = job.checkpoint().resume();
    if (resume == Resume.NEVER) {
      store.supersede();
      return Optional.empty();
    }
    if (store.steps().isEmpty()) {
      if (resume == Resume.REQUIRE) {
        throw Failure.data(
            "%s: has no checkpoint, expected one to go on from; checkpoint.resume = \"auto\" starts over "
                + "where there is none",
            job.checkpoint().directory().orElse(""));
      }
      return Optional.empty();
    }
    Resumption newest = newest(store, warned);
    TrainingFingerprint.requireSameConfiguration(
        newest.checkpoint.sections(), job, newest.path.toString());
    return Optional.of(newest);
  }

  private static Resumption newest(CheckpointStore store, Consumer<String> warned) {
    List<Long> steps = store.steps();
    Failure unreadable = null;
    for (int i = steps.size() - 1; i >= 0; i--) {
      try {
        Resumption found = new Resumption(store.path(steps.get(i)), store.read(steps.get(i)));
        if (unreadable != null) {
          warned.accept(unreadable.getMessage() + "; going on from " + found.path.getName());
        }
        return found;
      } catch (Failure e) {
        if (e.kind() != Failure.Kind.DATA) {
          throw e;
        }
        if (unreadable != null) {
          warned.accept(unreadable.getMessage());
        }
        unreadable = e;
      }
    }
    throw Failure.data(
        unreadable.getMessage()
            + "; none of the "
            + steps.size()
            + " checkpoints there can be used; checkpoint.resume = \"never\" starts over",
        unreadable);
  }

  /** How many steps had been taken; each pass of a finish counts on in the checkpoint's name. */
  long step() {
    return checkpoint.step() - checkpoint.sections().path(STATE).path(PASSES).asLong(0);
  }

  /** What the training told up to there. */
  byte[] history() {
    return checkpoint.history();
  }

  /** The kernels that its training computed with. */
  String kernels() {
    return TrainingFingerprint.kernels(checkpoint.sections());
  }

  /** Why nothing is left to do; empty where training goes on. */
  Optional<String> end() {
    return Optional.of(checkpoint.sections().path(STOP_REASON).asText()).filter(FINAL::contains);
  }

  /**
   * The state to go on from.
   *
   * @param fingerprint of the training that is to go on
   * @throws Failure (configuration) if rows, shards or kernels are others now, or training is to
   *     end before; (data) if the checkpoint does not hold such a state
   */
  TrainingState state(ObjectNode fingerprint, ParameterLayout layout, TrainingOptions options) {
    TrainingFingerprint.requireSameRows(checkpoint.sections(), fingerprint, path.toString());
    long end = options.stopping().plannedSteps(options.batches());
    if (step() > end) {
      throw Failure.configuration(
          "%s: training.epochs and training.maxSteps end after step %s, expected an end at or after "
              + "the checkpoint, or checkpoint.resume = \"never\"",
          path, end);
    }
    try {
      TrainingState state = saved(layout).restore(options.optimizer());
      if (state.step() != step()) {
        throw new IllegalArgumentException("step is " + state.step());
      }
      return state;
    } catch (IllegalArgumentException e) {
      throw Failure.data(path + ": is no state of this training: " + e.getMessage(), e);
    }
  }

  private TrainingStateSnapshot saved(ParameterLayout layout) {
    Map<String, double[]> vectors =
        checkpoint.state().stream()
            .collect(Collectors.toMap(NamedTensor::name, NamedTensor::values));
    Map<String, Double> numbers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> number : checkpoint.sections().path(STATE).properties()) {
      numbers.put(number.getKey(), number.getValue().asDouble(Double.NaN));
    }
    return new TrainingStateSnapshot(
        NamedTensor.parameters(path.toString(), layout, checkpoint.parameters()), vectors, numbers);
  }
}

package io.fallline.job.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.JobConfiguration.CheckpointSection;
import io.fallline.core.failure.Failure;
import io.fallline.core.training.StoppingRules;
import io.fallline.core.training.TrainingListener;
import io.fallline.core.training.TrainingState;
import io.fallline.core.training.TrainingStateSnapshot;
import io.fallline.job.monitoring.RunHistory;
import io.fallline.model.NamedTensor;
import io.fallline.store.Checkpoint;
import io.fallline.store.CheckpointStore;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the state of a training on its way, as often as configured, while training goes on. */
final class CheckpointWriter implements TrainingListener, AutoCloseable {
  /** Of the heap, for states that wait to be written. */
  private static final int SHARE_OF_HEAP = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is to be written. */
  private record Snapshot(
      TrainingStateSnapshot state, RunHistory.Lines history, String stopReason) {
    long bytes() {
      return state.values() * Double.BYTES;
    }
  }

  private final CheckpointStore store;
  private final CheckpointSection section;
  private final TrainingSetup setup;
  private final InitialLoss initialLoss;
  private final RunHistory history;
  private final Consumer<String> warned;
  private final Runnable kept;
  private final BackgroundWriter<Snapshot> writer;

  /**
   * @param warned is told of checkpoints that could not be written, on the thread that trains
   * @param kept is run after each that was written, on the thread that writes
   */
  CheckpointWriter(
      CheckpointStore store,
      TrainingSetup setup,
      InitialLoss initialLoss,
      RunHistory history,
      Consumer<String> warned,
      Runnable kept) {
    this.store = store;
    this.section = setup.job().checkpoint();
    this.setup = setup;
    this.initialLoss = initialLoss;
    this.history = history;
    this.warned = warned;
    this.kept = kept;
    this.writer =
        new BackgroundWriter<>(
            this::write,
            Snapshot::bytes,
            section.keep(),
            Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  @Override
  public void stateReached(TrainingState state) {
    tell(writer.takeFailure());
    if (isDue(state)) {
      writer.offer(new Snapshot(TrainingStateSnapshot.of(state), history.soFar(), null));
    }
  }

  private boolean isDue(TrainingState state) {
    if (state.finish() != null) { // a pass reads all rows, as an epoch does
      return section.everySteps().isPresent() || section.everyEpochs().isPresent();
    }
    long step = state.step();
    if (section.everySteps().isPresent() && step % section.everySteps().getAsLong() == 0) {
      return true;
    }
    return section.everyEpochs().isPresent()
        && step % (section.everyEpochs().getAsInt() * setup.plan().stepsPerEpoch()) == 0;
  }

  /**
   * Keeps the state in which training has ended, and waits until it is on disk.
   *
   * @throws Failure if it could not be kept, and training ended only to go on from it
   */
  void ended(TrainingState state, String stopReason) {
    writer.offer(new Snapshot(TrainingStateSnapshot.of(state), history.soFar(), stopReason));
    writer.await();
    Throwable failed = writer.takeFailure();
    if (failed instanceof Failure failure && stopReason.equals(StoppingRules.TERMINATED)) {
      throw failure;
    }
    tell(failed);
  }

  /** A full disk is no reason to give up a training: the next checkpoint may find room. */
  private void tell(Throwable failed) {
    if (failed instanceof Failure failure && failure.kind() == Failure.Kind.FILES) {
      warned.accept(failure.getMessage() + "; training goes on, the checkpoint before stands");
    } else if (failed instanceof RuntimeException exception) {
      throw exception;
    } else if (failed instanceof Error error) {
      throw error;
    }
  }

  private void write(Snapshot snapshot) {
    TrainingStateSnapshot state = snapshot.state();
    List<NamedTensor> vectors =
        state.vectors().entrySet().stream()
            .map(vector -> NamedTensor.vector(vector.getKey(), vector.getValue()))
            .toList();
    ObjectNode sections = JSON.createObjectNode();
    sections.set(Resumption.STATE, numbers(state));
    sections.put(Resumption.STOP_REASON, snapshot.stopReason());
    sections.setAll(setup.fingerprint());
    setup.found().writeTo(sections);
    initialLoss.writeTo(sections);
    store.write(
        new Checkpoint(
            state.step() + state.finishPasses(), // a name for each
            NamedTensor.of(setup.layout(), state.parameters()),
            vectors,
            snapshot.history().all(),
            sections),
        section.keep());
    kept.run();
  }

  private static ObjectNode numbers(TrainingStateSnapshot state) {
    ObjectNode numbers = JSON.createObjectNode();
    state
        .numbers()
        .forEach(
            (name, value) -> {
              if (!Double.isFinite(value)) {
                throw new Failure(
                    Failure.Kind.TRAINING,
                    name + " of the training's state is " + value + ", expected a finite number");
              }
              numbers.put(name, value);
            });
    return numbers;
  }

  @Override
  public void close() {
    writer.close();
  }
}

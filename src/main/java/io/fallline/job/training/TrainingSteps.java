package io.fallline.job.training;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.training.ConvergenceMonitor;
import io.fallline.core.training.FinishChoice;
import io.fallline.core.training.FinishEnd;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.NewtonFinish;
import io.fallline.core.training.StoppingRules;
import io.fallline.core.training.TrainingListener;
import io.fallline.core.training.TrainingLoop;
import io.fallline.core.training.TrainingState;
import io.fallline.store.CheckpointStore;
import java.util.function.Consumer;

/** The steps of one training: those of the loop, and those of the finish that may follow it. */
final class TrainingSteps {
  private final TrainingSetup setup;
  private final TrainingState state;
  private final GradientComputer gradients;
  private final TrainingListener listener;
  private final Consumer<String> notes;

  /**
   * @param listener of the steps of both
   * @param notes is told what the finish did, for the person who trains
   */
  TrainingSteps(
      TrainingSetup setup,
      GradientComputer gradients,
      TrainingListener listener,
      Consumer<String> notes) {
    this.setup = setup;
    this.state = setup.state();
    this.gradients = gradients;
    this.listener = listener;
    this.notes = notes;
  }

  /**
   * @param validates whether there are validation rows
   * @return why the steps ended
   */
  String run(SpinningThreadPool threads, boolean validates) {
    TrainingLoop loop = new TrainingLoop(setup.options(), gradients, listener, threads);
    String stopReason = setup.resumption().flatMap(Resumption::end).orElseGet(() -> loop(loop));
    return NewtonFinishPolicy.follows(stopReason, setup)
        ? finish(stopReason, validates)
        : stopReason;
  }

  /** A finish that goes on has its steps behind it, unless there are to be more of them now. */
  private String loop(TrainingLoop loop) {
    if (state.finish() != null && state.step() < setup.plannedSteps() && !hasSettled()) {
      state.forgetFinish();
    }
    return state.finish() == null ? loop.run(state) : state.finish().after();
  }

  private boolean hasSettled() {
    return state.finish().after().equals(ConvergenceMonitor.SETTLED);
  }

  private String finish(String stopReason, boolean validates) {
    NewtonFinish newton =
        new NewtonFinish(setup.spec().network(), setup.options(), gradients, listener);
    if (state.finish() == null || !state.finish().isRefit()) {
      FinishEnd end = newton.run(state, stopReason);
      if (end.reason().equals(StoppingRules.TERMINATED)) {
        return end.reason();
      }
      notes.accept(end.line());
      boolean taken = new FinishChoice(setup.options(), gradients, end.dispersion()).choose(state);
      if (!taken && validates) {
        notes.accept(NewtonFinishPolicy.EARLIER);
      }
      if (!taken || !NewtonFinishPolicy.refits(setup) || !state.finish().leavesPasses()) {
        return stopReason;
      }
    }
    FinishEnd end = newton.refit(state);
    if (end.reason().equals(StoppingRules.TERMINATED)) {
      return end.reason();
    }
    notes.accept(NewtonFinishPolicy.REFIT);
    return stopReason;
  }

  /**
   * @param store null where no checkpoints are kept
   * @throws Failure (try later) if somebody outside had the steps end
   */
  static void requireNotTerminated(String stopReason, TrainingState state, CheckpointStore store) {
    if (stopReason.equals(StoppingRules.TERMINATED)) {
      long passes = state.finish() == null ? 0 : state.finish().passes();
      throw new Failure(
          Failure.Kind.TRY_LATER,
          "ended by a signal after step "
              + state.step()
              + (store == null
                  ? ", and no state was kept: set checkpoint.directory to be able to go on"
                  : "; the same command goes on from " + store.path(state.step() + passes)));
    }
  }
}

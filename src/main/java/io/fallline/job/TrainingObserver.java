package io.fallline.job;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.training.TrainingListener;
import io.fallline.core.training.TrainingListener.FinishPass;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.core.training.TrainingState;
import java.util.List;
import java.util.Map;

/** Is told how a training goes, with what the clock and the metrics say of it. */
public interface TrainingObserver {
  /**
   * A step is over; told on the thread that trains.
   *
   * @param recorded whether the history has it: long trainings record every second one, or third, …
   */
  default void stepEnded(StepRecord step, double seconds, boolean recorded) {}

  /**
   * An epoch is over; told on the thread that trains.
   *
   * @param epoch from 1
   * @param steps how many steps training has taken so far
   * @param validationLoss NaN where no validation rows were looked at, see {@link #areKnown}
   * @param metrics of the validation rows, by name; empty where none were looked at
   */
  default void epochEnded(
      long epoch, long steps, double validationLoss, Map<String, Double> metrics) {}

  /** Whether validation rows were looked at: while epochs are auto, not every epoch ends so. */
  static boolean areKnown(double validationLoss, Map<String, Double> metrics) {
    return !Double.isNaN(validationLoss) || !metrics.isEmpty();
  }

  /** A checkpoint is on disk; told on the thread that writes them. */
  default void checkpointKept() {}

  /** What the person who trains should know, told once; null: nothing. */
  default String takeWarning() {
    return null;
  }

  /** Several listeners, told in this order. */
  record Listeners(List<TrainingListener> all) implements TrainingListener {
    @Override
    public void stepEnded(StepRecord step) {
      all.forEach(listener -> listener.stepEnded(step));
    }

    @Override
    public void epochEnded(long epoch, long steps, Evaluation validation) {
      all.forEach(listener -> listener.epochEnded(epoch, steps, validation));
    }

    @Override
    public void finishPassed(FinishPass pass) {
      all.forEach(listener -> listener.finishPassed(pass));
    }

    @Override
    public void stateReached(TrainingState state) {
      all.forEach(listener -> listener.stateReached(state));
    }

    @Override
    public void warned(String message) {
      all.forEach(listener -> listener.warned(message));
    }
  }
}

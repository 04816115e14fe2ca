package io.fallline.job;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.training.FinishPass;
import io.fallline.core.training.StepRecord;
import io.fallline.core.training.TrainingListener;
import io.fallline.core.training.TrainingState;
import java.util.List;

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

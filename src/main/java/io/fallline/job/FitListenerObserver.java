package io.fallline.job;

import io.fallline.core.training.StepRecord;
import java.util.Map;

/** Tells a {@link FitListener} how a training goes. */
record FitListenerObserver(FitListener listener) implements TrainingObserver {
  @Override
  public void stepEnded(StepRecord step, double seconds, boolean recorded) {
    listener.stepEnded(
        new FitListener.StepEnd(
            step.step(),
            step.epoch(),
            step.rows(),
            step.loss(),
            step.learningRate(),
            step.gradientNorm()));
  }

  @Override
  public void epochEnded(
      long epoch, long steps, double validationLoss, Map<String, Double> metrics) {
    listener.epochEnded(new FitListener.EpochEnd(epoch, steps, validationLoss, metrics));
  }
}

package io.fallline.job;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.train.StepRecord;
import io.fallline.core.train.TrainingListener;
import java.util.Map;

/** Tells a {@link FitListener} what the loop tells. */
record FitCourse(FitListener listener, EvaluationReport report) implements TrainingListener {
  @Override
  public void stepEnded(StepRecord step) {
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
  public void epochEnded(long epoch, long steps, Evaluation validation) {
    boolean validated = validation.rows() > 0;
    listener.epochEnded(
        new FitListener.EpochEnd(
            epoch,
            steps,
            report.loss(validation),
            validated ? report.metrics(validation) : Map.of()));
  }
}

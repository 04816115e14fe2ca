package io.fallline.job.monitoring;

import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.job.TrainingObserver;
import io.fallline.watch.TrainingMetrics;
import java.util.Map;

/** Tells Spark's metrics system how a training goes. */
public record MetricsObserver(TrainingMetrics metrics) implements TrainingObserver {
  @Override
  public void stepEnded(StepRecord step, double seconds, boolean recorded) {
    metrics.stepEnded(step, seconds);
  }

  @Override
  public void epochEnded(
      long epoch, long steps, double validationLoss, Map<String, Double> validationMetrics) {
    if (TrainingObserver.areKnown(validationLoss, validationMetrics)) {
      metrics.validated(validationLoss); // until the next look the last figure stays
    }
  }

  @Override
  public void checkpointKept() {
    metrics.checkpointKept();
  }
}

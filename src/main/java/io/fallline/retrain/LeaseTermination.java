package io.fallline.retrain;

import io.fallline.job.Termination;
import java.util.function.BooleanSupplier;

/** Ends a training that could not publish any more. */
record LeaseTermination(Termination outside, BooleanSupplier lost) implements Termination {
  @Override
  public void trainingBegins() {
    outside.trainingBegins();
  }

  @Override
  public boolean isAsked() {
    return outside.isAsked() || lost.getAsBoolean();
  }

  @Override
  public void trainingEnds() {
    outside.trainingEnds();
  }
}

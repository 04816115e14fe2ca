package io.fallline.job.training;

import io.fallline.configuration.JobConfiguration;
import io.fallline.core.metric.ObjectiveLoss;
import io.fallline.core.schedule.LearningRateSchedule;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.ConvergenceMonitor;

/** How long a training may be whose epochs are auto, and when its loss is looked at. */
final class AutoEpochs {
  /** The bound: so many steps, and so many epochs at least. */
  private static final long MOST_STEPS = 20_000;

  private static final long FEWEST_EPOCHS = 10;

  /** From one look to the next, at least. */
  private static final long LOOK_STEPS = 50;

  /** Without gain, before the rate is cut. */
  static final long PATIENCE_STEPS = 500;

  private static final int CUTS = 3;

  private AutoEpochs() {}

  /** How many epochs there are at most. */
  static long most(BatchPlan plan) {
    return Math.max(FEWEST_EPOCHS, ceilDiv(MOST_STEPS, plan.stepsPerEpoch()));
  }

  /**
   * Null where epochs are named, or early stopping ends the training.
   *
   * @param loss what is watched
   * @param schedule one of a planned length is not ended by convergence
   * @param finishes whether Newton steps follow, which need no small learning rates before them
   */
  static ConvergenceMonitor convergence(
      JobConfiguration job,
      BatchPlan plan,
      ObjectiveLoss loss,
      LearningRateSchedule schedule,
      boolean finishes) {
    if (!job.epochsAreAuto() || job.training().earlyStopping().metric().isPresent()) {
      return null;
    }
    long epochs = ceilDiv(LOOK_STEPS, plan.stepsPerEpoch());
    long patience = ceilDiv(PATIENCE_STEPS, epochs * plan.stepsPerEpoch());
    boolean cuts = job.schedule().type().equals("constant") && !finishes;
    // a schedule that waits for looks without gain is given the time for some cuts of its own
    long forSchedule = schedule.patience() == 0 ? 0 : (CUTS + 1) * (schedule.patience() + 1L);
    return new ConvergenceMonitor(
        loss,
        (int) epochs,
        (int) Math.max(patience, forSchedule),
        cuts ? CUTS : 0,
        !schedule.hasPlannedLength());
  }

  private static long ceilDiv(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}

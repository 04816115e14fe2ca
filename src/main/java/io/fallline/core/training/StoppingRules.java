package io.fallline.core.training;

import io.fallline.core.training.TrainingListener.StepRecord;
import java.util.function.BooleanSupplier;

/**
 * The rules that end a training, early stopping aside.
 *
 * @param epochs how many, at most
 * @param maxSteps how many, at most
 * @param gradientNorm ends once a step's gradient norm is this or less; negative: never
 * @param loss ends once a step's loss is this or less; minus infinity: never
 * @param timeIsUp asked after each step; there is no clock in here
 * @param terminated asked before each step: whether somebody wants training to end where it is
 */
public record StoppingRules(
    long epochs,
    long maxSteps,
    double gradientNorm,
    double loss,
    BooleanSupplier timeIsUp,
    BooleanSupplier terminated) {
  /** Why a training ended that is to go on another time. */
  public static final String TERMINATED = "terminated";

  public static StoppingRules epochs(long epochs) {
    return new StoppingRules(
        epochs, Long.MAX_VALUE, -1, Double.NEGATIVE_INFINITY, () -> false, () -> false);
  }

  /** All steps of the training if nothing ends it earlier. */
  public long plannedSteps(BatchPlan plan) {
    return Math.min(maxSteps, Math.multiplyExact(epochs, plan.stepsPerEpoch()));
  }

  /** Why training ends before the next step, or null if it goes on. */
  String reasonBefore(long step, BatchPlan plan) {
    if (step >= plannedSteps(plan)) {
      return step >= Math.multiplyExact(epochs, plan.stepsPerEpoch()) ? "epochs" : "maxSteps";
    }
    return terminated.getAsBoolean() ? TERMINATED : null;
  }

  /** Why training ends after this step, or null if it goes on. */
  String reasonAfter(StepRecord step) {
    if (step.gradientNorm() <= gradientNorm) {
      return "gradientNorm";
    }
    if (step.loss() <= loss) {
      return "loss";
    }
    return timeIsUp.getAsBoolean() ? "minutes" : null;
  }
}

package io.fallline.core.schedule;

import io.fallline.core.schedule.LearningRateSchedule.ScheduleContext;
import io.fallline.core.setting.SettingException;

/**
 * The learning rate of every step of a training: a linear warm-up, then a schedule.
 *
 * @param shape the schedule that follows the warm-up
 * @param baseRate η₀, the configured learning rate
 * @param warmupSteps W, how many steps the rate rises evenly to η₀; step t &lt; W has rate
 *     η₀(t+1)/W
 * @param stepsPerEpoch steps of one pass over the rows
 * @param plannedSteps all steps of the training, warm-up included
 */
public record WarmupSchedule(
    LearningRateSchedule shape,
    double baseRate,
    long warmupSteps,
    long stepsPerEpoch,
    long plannedSteps) {

  /**
   * @throws SettingException if the base rate is no number above 0, or the warm-up is negative
   */
  public WarmupSchedule {
    if (!(baseRate > 0 && Double.isFinite(baseRate))) {
      throw new SettingException(
          "learningRate", "learningRate is " + baseRate + ", expected a number above 0");
    }
    if (warmupSteps < 0) {
      throw new SettingException(
          "warmupSteps",
          "warmupSteps is " + warmupSteps + ", expected a whole number of 0 or more");
    }
    if (stepsPerEpoch < 1 || plannedSteps < 0) {
      throw new IllegalArgumentException(
          "no plan: " + plannedSteps + " steps, " + stepsPerEpoch + " an epoch");
    }
  }

  /** The same from another base rate. */
  public WarmupSchedule from(double otherBaseRate) {
    return new WarmupSchedule(shape, otherBaseRate, warmupSteps, stepsPerEpoch, plannedSteps);
  }

  /**
   * The rate of a step, counted from 0 at the start of the training; never 0, even where a long
   * decay would round to it.
   */
  public double at(long step, ScheduleState state) {
    double rate =
        step < warmupSteps
            ? baseRate * ((step + 1) / (double) warmupSteps)
            : shape.at(context(step - warmupSteps), state);
    return Math.max(rate, Double.MIN_NORMAL);
  }

  /**
   * An epoch has ended. One that lay within the warm-up does not count: its rates were not the
   * schedule's.
   *
   * @param stepsTaken all steps of the training so far
   * @param score the watched validation metric as a loss: lower is better
   */
  public void epochEnded(long stepsTaken, double score, ScheduleState state) {
    if (stepsTaken > warmupSteps) {
      shape.epochEnded(score, state);
    }
  }

  /** Whether {@link #epochEnded} must be told validation scores. */
  public boolean watchesValidation() {
    return shape.watchesValidation();
  }

  private ScheduleContext context(long step) {
    return new ScheduleContext(baseRate, step, step / stepsPerEpoch, plannedSteps - warmupSteps);
  }
}

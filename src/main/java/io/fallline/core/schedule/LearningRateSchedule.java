package io.fallline.core.schedule;

/**
 * A learning-rate schedule: the learning rate of each step, as a function of where training stands.
 * Warm-up is not its business: {@link WarmupSchedule} comes before it.
 */
public interface LearningRateSchedule {
  double at(ScheduleContext context, ScheduleState state);

  /**
   * An epoch has ended.
   *
   * @param score the validation metric that the schedule watches, as a loss: lower is better
   */
  default void epochEnded(double score, ScheduleState state) {}

  /** How many looks without gain it waits before it acts; 0: it does not look. */
  default int patience() {
    return 0;
  }

  /** Whether its shape follows from how many steps are planned. */
  default boolean hasPlannedLength() {
    return false;
  }

  /** Whether the schedule needs {@link #epochEnded} with a validation score. */
  default boolean watchesValidation() {
    return false;
  }

  /**
   * What a learning-rate schedule knows of where training stands, counted after the warm-up.
   *
   * @param baseRate η₀, the configured learning rate
   * @param step t, from 0
   * @param epoch e, from 0
   * @param plannedSteps T, all steps of the training less the warm-up
   */
  public record ScheduleContext(double baseRate, long step, long epoch, long plannedSteps) {
    /**
     * (T−t)/T, the share of the planned steps that is still ahead: 1 at the first, above 0 at the
     * last. Steps beyond the plan count as the last one, so that no step has rate 0.
     */
    double shareAhead() {
      long planned = Math.max(1, plannedSteps);
      return (planned - Math.min(step, planned - 1)) / (double) planned;
    }
  }
}

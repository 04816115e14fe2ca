package io.fallline.core.schedule;

/**
 * A learning-rate schedule: the learning rate of each step, as a function of where training stands.
 * Warm-up is not its business: {@link WarmupSchedule} comes before it.
 */
public interface LearningRateSchedule {
  /** The learning rate of a step. */
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
}

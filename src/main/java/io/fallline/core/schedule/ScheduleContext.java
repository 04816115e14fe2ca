package io.fallline.core.schedule;

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

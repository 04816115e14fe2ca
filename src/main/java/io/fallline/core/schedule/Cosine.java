package io.fallline.core.schedule;

import io.fallline.core.schedule.LearningRateSchedule.ScheduleContext;
import io.fallline.core.setting.Hyperparameters;

/**
 * Half a cosine wave from η₀ down: endRate + ½(η₀ − endRate)(1 + cos πt/T).
 *
 * <p>Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, without
 * the restarts.
 */
final class Cosine implements LearningRateSchedule {
  private final double endRate;

  Cosine(Hyperparameters settings) {
    endRate = settings.notNegative("endRate", 0, "the rate at the end");
  }

  @Override
  public double at(ScheduleContext context, ScheduleState state) {
    return (context.baseRate() - endRate) * wave(context.shareAhead()) + endRate;
  }

  /**
   * ½(1 + cos π(1−share)), which falls from 1 to 0 as the share still ahead does; as a squared
   * sine, because one plus a cosine near −1 would cancel to rate 0 before the end.
   */
  static double wave(double shareAhead) {
    double sine = StrictMath.sin(Math.PI / 2 * shareAhead);
    return sine * sine;
  }

  @Override
  public boolean hasPlannedLength() {
    return true;
  }
}

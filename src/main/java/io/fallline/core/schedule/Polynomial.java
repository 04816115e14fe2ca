package io.fallline.core.schedule;

import io.fallline.core.schedule.LearningRateSchedule.ScheduleContext;
import io.fallline.core.setting.Hyperparameters;

/** (η₀ − endRate)(1 − t/T)^power + endRate; with power 1 a straight line. */
final class Polynomial implements LearningRateSchedule {
  /** How the rate falls: 1 evenly, above 1 fast at first, below 1 fast at the end. */
  private final double power;

  /** The learning rate that the last step comes near to. */
  private final double endRate;

  Polynomial(Hyperparameters settings) {
    power =
        settings.positive(
            "power", 1, "the shape of the way down; 1 is a straight line, more falls earlier");
    endRate = settings.notNegative("endRate", 0, "the rate at the end");
  }

  @Override
  public double at(ScheduleContext context, ScheduleState state) {
    double share = StrictMath.pow(context.shareAhead(), power);
    return (context.baseRate() - endRate) * share + endRate;
  }

  @Override
  public boolean hasPlannedLength() {
    return true;
  }
}

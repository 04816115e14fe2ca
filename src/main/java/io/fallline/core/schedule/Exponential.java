package io.fallline.core.schedule;

import io.fallline.core.setting.Hyperparameters;

/** η₀·gamma^e. */
final class Exponential implements LearningRateSchedule {
  private final double gamma;

  Exponential(Hyperparameters settings) {
    gamma =
        settings.number(
            "gamma",
            0.95,
            "a number in (0, 1]",
            x -> x > 0 && x <= 1,
            "what the rate is multiplied by at each epoch; smaller falls faster");
  }

  @Override
  public double at(ScheduleContext moment, ScheduleState state) {
    return moment.baseRate() * StrictMath.pow(gamma, moment.epoch());
  }
}

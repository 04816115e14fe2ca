package io.fallline.core.schedule;

import io.fallline.core.setting.Hyperparameters;

/** η₀/(1 + decay·t). */
final class InverseTime implements LearningRateSchedule {
  private final double decay;

  InverseTime(Hyperparameters settings) {
    decay =
        settings.notNegative(
            "decay", 0.001, "how fast the rate falls; after 1/decay steps it has halved");
  }

  @Override
  public double at(ScheduleContext moment, ScheduleState state) {
    return moment.baseRate() / (1 + decay * moment.step());
  }
}

package io.fallline.core.schedule;

import io.fallline.core.setting.Hyperparameters;

/** η₀ throughout. */
final class Constant implements LearningRateSchedule {
  Constant(Hyperparameters settings) {}

  @Override
  public double at(ScheduleContext moment, ScheduleState state) {
    return moment.baseRate();
  }
}

package io.fallline.core.schedule;

import io.fallline.core.setting.Hyperparameters;

/** η₀/√(1+t), the rate under which stochastic gradient descent on a convex loss converges. */
final class InverseSqrt implements LearningRateSchedule {
  InverseSqrt(Hyperparameters settings) {}

  @Override
  public double at(ScheduleContext moment, ScheduleState state) {
    return moment.baseRate() / Math.sqrt(1.0 + moment.step());
  }
}

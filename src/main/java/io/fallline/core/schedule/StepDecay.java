package io.fallline.core.schedule;

import io.fallline.core.setting.Hyperparameters;

/** A staircase: η₀·factor^⌊e/everyEpochs⌋. */
final class StepDecay implements LearningRateSchedule {
  private final double factor;
  private final int everyEpochs;

  StepDecay(Hyperparameters settings) {
    factor =
        settings.number(
            "factor",
            0.1,
            "a number in (0, 1]",
            x -> x > 0 && x <= 1,
            "what the rate is multiplied by at each fall; smaller falls further");
    everyEpochs = settings.count("everyEpochs", 10, "epochs from one fall to the next");
  }

  @Override
  public double at(ScheduleContext moment, ScheduleState state) {
    return moment.baseRate() * StrictMath.pow(factor, moment.epoch() / everyEpochs);
  }
}

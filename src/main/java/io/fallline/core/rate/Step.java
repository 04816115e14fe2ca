package io.fallline.core.rate;

import io.fallline.core.setting.Settings;

/** A staircase: η₀·factor^⌊e/everyEpochs⌋. */
final class Step implements LearningRate {
  private final double factor;
  private final int everyEpochs;

  Step(Settings settings) {
    factor = settings.number("factor", 0.1, "a number in (0, 1]", x -> x > 0 && x <= 1);
    everyEpochs = settings.count("everyEpochs", 10);
  }

  @Override
  public double at(Moment moment, RateState state) {
    return moment.baseRate() * StrictMath.pow(factor, moment.epoch() / everyEpochs);
  }
}

package io.fallline.core.rate;

import io.fallline.core.setting.Settings;

/** η₀·gamma^e. */
final class Exponential implements LearningRate {
  private final double gamma;

  Exponential(Settings settings) {
    gamma = settings.number("gamma", 0.95, "a number in (0, 1]", x -> x > 0 && x <= 1);
  }

  @Override
  public double at(Moment moment, RateState state) {
    return moment.baseRate() * StrictMath.pow(gamma, moment.epoch());
  }
}

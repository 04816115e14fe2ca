package io.fallline.core.rate;

import io.fallline.core.setting.Settings;

/** η₀ throughout. */
final class Constant implements LearningRate {
  Constant(Settings settings) {}

  @Override
  public double at(Moment moment, RateState state) {
    return moment.baseRate();
  }
}

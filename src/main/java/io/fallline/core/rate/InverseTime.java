package io.fallline.core.rate;

import io.fallline.core.setting.Settings;

/** η₀/(1 + decay·t). */
final class InverseTime implements LearningRate {
  private final double decay;

  InverseTime(Settings settings) {
    decay = settings.notNegative("decay", 0.001);
  }

  @Override
  public double at(Moment moment, RateState state) {
    return moment.baseRate() / (1 + decay * moment.step());
  }
}

package io.fallline.core.rate;

import io.fallline.core.setting.Settings;

/** (η₀ − endRate)(1 − t/T)^power + endRate; with power 1 a straight line. */
final class Polynomial implements LearningRate {
  private final double power;
  private final double endRate;

  Polynomial(Settings settings) {
    power = settings.positive("power", 1);
    endRate = settings.notNegative("endRate", 0);
  }

  @Override
  public double at(Moment moment, RateState state) {
    double share = StrictMath.pow(moment.shareAhead(), power);
    return (moment.baseRate() - endRate) * share + endRate;
  }

  @Override
  public boolean hasPlannedLength() {
    return true;
  }
}

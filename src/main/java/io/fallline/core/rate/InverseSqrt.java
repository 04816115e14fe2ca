package io.fallline.core.rate;

import io.fallline.core.setting.Settings;

/** η₀/√(1+t), the rate under which stochastic gradient descent on a convex loss converges. */
final class InverseSqrt implements LearningRate {
  InverseSqrt(Settings settings) {}

  @Override
  public double at(Moment moment, RateState state) {
    return moment.baseRate() / Math.sqrt(1.0 + moment.step());
  }
}

package io.fallline.core.rate;

import io.fallline.core.setting.Registry;

/** All schedules. A new one is a file beside these and a line here. */
public final class LearningRates {
  private LearningRates() {}

  public static Registry<LearningRate> registry() {
    return new Registry<LearningRate>("schedule")
        .add("constant", Constant::new)
        .add("step", Step::new)
        .add("exponential", Exponential::new)
        .add("inverseTime", InverseTime::new)
        .add("inverseSqrt", InverseSqrt::new)
        .add("polynomial", Polynomial::new)
        .add("cosine", Cosine::new)
        .add("oneCycle", OneCycle::new)
        .add("plateau", Plateau::new);
  }
}

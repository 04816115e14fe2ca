package io.fallline.core.schedule;

import io.fallline.core.setting.FactoryRegistry;

/** All schedules. A new one is a file beside these and a line here. */
public final class LearningRateSchedules {
  private LearningRateSchedules() {}

  public static FactoryRegistry<LearningRateSchedule> registry() {
    return new FactoryRegistry<LearningRateSchedule>("schedule")
        .add("constant", Constant::new)
        .add("step", StepDecay::new)
        .add("exponential", Exponential::new)
        .add("inverseTime", InverseTime::new)
        .add("inverseSqrt", InverseSqrt::new)
        .add("polynomial", Polynomial::new)
        .add("cosine", Cosine::new)
        .add("oneCycle", OneCycle::new)
        .add("plateau", Plateau::new);
  }
}

package io.fallline.core.schedule;

import io.fallline.core.schedule.LearningRateSchedule.ScheduleContext;
import io.fallline.core.setting.Hyperparameters;

/**
 * One rise and one fall: a straight line from η₀/divide up to η₀ over the first {@code peak} of the
 * planned steps, then half a cosine wave down to endRate.
 *
 * <p>Smith, "A disciplined approach to neural network hyper-parameters: Part 1", 2018.
 */
final class OneCycle implements LearningRateSchedule {
  private final double divide;

  private final double peak;

  private final double endRate;

  OneCycle(Hyperparameters settings) {
    divide =
        settings.number(
            "divide",
            25,
            "a number of 1 or more",
            x -> x >= 1 && Double.isFinite(x),
            "the first rate is the base rate divided by this");
    peak =
        settings.number(
            "peak",
            0.3,
            "a number in [0, 1]",
            x -> x >= 0 && x <= 1,
            "share of the steps over which the rate rises");
    endRate = settings.notNegative("endRate", 0, "the rate at the end");
  }

  @Override
  public double at(ScheduleContext context, ScheduleState state) {
    double highest = context.baseRate();
    double ahead = context.shareAhead();
    double risen = 1 - ahead;
    if (risen < peak) {
      double lowest = highest / divide;
      return lowest + (highest - lowest) * risen / peak;
    }
    // with peak = 1 all steps but a rounded last one rise
    double fallAhead = peak < 1 ? Math.min(1, ahead / (1 - peak)) : 1;
    return (highest - endRate) * Cosine.wave(fallAhead) + endRate;
  }

  @Override
  public boolean hasPlannedLength() {
    return true;
  }
}

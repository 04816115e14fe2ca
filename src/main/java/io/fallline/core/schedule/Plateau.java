package io.fallline.core.schedule;

import io.fallline.core.schedule.LearningRateSchedule.ScheduleContext;
import io.fallline.core.setting.Hyperparameters;

/**
 * The rate is multiplied by {@code factor} whenever the validation score has not improved for
 * {@code patience} epochs; then the count starts again. A score that is undefined (NaN) is no
 * improvement.
 */
final class Plateau implements LearningRateSchedule {
  private static final String SCALE = "scale";
  private static final String BEST = "best";
  private static final String WAITED = "waited";

  private final double factor;

  private final int patience;

  Plateau(Hyperparameters settings) {
    factor =
        settings.number(
            "factor",
            0.1,
            "a number in (0, 1]",
            x -> x > 0 && x <= 1,
            "what the rate is multiplied by at each fall; smaller falls further");
    patience = settings.count("patience", 3, "epochs without improvement before the rate falls");
  }

  @Override
  public double at(ScheduleContext context, ScheduleState state) {
    return context.baseRate() * state.number(SCALE, 1);
  }

  @Override
  public void epochEnded(double score, ScheduleState state) {
    if (score < state.number(BEST, Double.POSITIVE_INFINITY)) {
      state.setNumber(BEST, score);
      state.setNumber(WAITED, 0);
      return;
    }
    double waited = state.number(WAITED, 0) + 1;
    boolean reduces = waited >= patience;
    state.setNumber(WAITED, reduces ? 0 : waited);
    if (reduces) {
      state.setNumber(SCALE, state.number(SCALE, 1) * factor);
    }
  }

  @Override
  public int patience() {
    return patience;
  }

  @Override
  public boolean watchesValidation() {
    return true;
  }
}

package io.fallline.core.schedule;

import io.fallline.core.schedule.LearningRateSchedule.ScheduleContext;
import io.fallline.core.setting.FactoryRegistry;
import io.fallline.core.setting.Hyperparameters;

/**
 * The learning-rate schedules by name, and the ones that are no more than a formula: η₀ is the base
 * rate, t the step and e the epoch.
 */
public final class LearningRateSchedules {
  private LearningRateSchedules() {}

  public static FactoryRegistry<LearningRateSchedule> registry() {
    return new FactoryRegistry<LearningRateSchedule>("schedule")
        .add("constant", LearningRateSchedules::constant)
        .add("step", LearningRateSchedules::step)
        .add("exponential", LearningRateSchedules::exponential)
        .add("inverseTime", LearningRateSchedules::inverseTime)
        .add("inverseSqrt", LearningRateSchedules::inverseSqrt)
        .add("polynomial", Polynomial::new)
        .add("cosine", Cosine::new)
        .add("oneCycle", OneCycle::new)
        .add("plateau", Plateau::new);
  }

  /** η₀ throughout. */
  private static LearningRateSchedule constant(Hyperparameters settings) {
    return (context, state) -> context.baseRate();
  }

  /** A staircase: η₀·factor^⌊e/everyEpochs⌋. */
  private static LearningRateSchedule step(Hyperparameters settings) {
    double factor =
        settings.number(
            "factor",
            0.1,
            "a number in (0, 1]",
            x -> x > 0 && x <= 1,
            "what the rate is multiplied by at each fall; smaller falls further");
    int everyEpochs = settings.count("everyEpochs", 10, "epochs from one fall to the next");
    return (context, state) ->
        context.baseRate() * StrictMath.pow(factor, context.epoch() / everyEpochs);
  }

  /** η₀·gamma^e. */
  private static LearningRateSchedule exponential(Hyperparameters settings) {
    double gamma =
        settings.number(
            "gamma",
            0.95,
            "a number in (0, 1]",
            x -> x > 0 && x <= 1,
            "what the rate is multiplied by at each epoch; smaller falls faster");
    return (context, state) -> context.baseRate() * StrictMath.pow(gamma, context.epoch());
  }

  /** η₀/(1 + decay·t). */
  private static LearningRateSchedule inverseTime(Hyperparameters settings) {
    double decay =
        settings.notNegative(
            "decay", 0.001, "how fast the rate falls; after 1/decay steps it has halved");
    return (context, state) -> context.baseRate() / (1 + decay * context.step());
  }

  /** η₀/√(1+t), the rate under which stochastic gradient descent on a convex loss converges. */
  private static LearningRateSchedule inverseSqrt(Hyperparameters settings) {
    return (context, state) -> context.baseRate() / Math.sqrt(1.0 + context.step());
  }

  /** (η₀ − endRate)(1 − t/T)^power + endRate; with power 1 a straight line. */
  static final class Polynomial implements LearningRateSchedule {
    private final double power;

    private final double endRate;

    Polynomial(Hyperparameters settings) {
      power =
          settings.positive(
              "power", 1, "the shape of the way down; 1 is a straight line, more falls earlier");
      endRate = settings.notNegative("endRate", 0, "the rate at the end");
    }

    @Override
    public double at(ScheduleContext context, ScheduleState state) {
      double share = StrictMath.pow(context.shareAhead(), power);
      return (context.baseRate() - endRate) * share + endRate;
    }

    @Override
    public boolean hasPlannedLength() {
      return true;
    }
  }
}

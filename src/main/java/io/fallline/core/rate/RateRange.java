package io.fallline.core.rate;

/**
 * Rates that rise from step to step by the same factor: what a range test tries.
 *
 * <p>Smith, "Cyclical Learning Rates for Training Neural Networks", 2017, section 3.3, who lets the
 * rate rise in a straight line; by a factor, as those who followed him do, since rates that are
 * worth trying differ by powers of ten.
 *
 * @param from the first step's
 * @param to the last step's
 * @param steps at least two
 */
public record RateRange(double from, double to, int steps) implements LearningRate {
  public RateRange {
    if (!(from > 0 && from < to && to < Double.POSITIVE_INFINITY && steps > 1)) {
      throw new IllegalArgumentException(from + " to " + to + " in " + steps + " steps");
    }
  }

  /**
   * @param step from 0
   */
  public double rate(long step) {
    return from * StrictMath.pow(to / from, step / (steps - 1.0));
  }

  @Override
  public double at(Moment moment, RateState state) {
    return rate(moment.step());
  }

  /** As the loop takes it. */
  public RateSchedule schedule(long stepsPerEpoch) {
    return new RateSchedule(this, from, 0, stepsPerEpoch, steps);
  }
}

package io.fallline.core.rate;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The losses that a range test meets, step by step, and the rate that they speak for.
 *
 * <p>At tiny rates nothing happens; then the loss falls, to its lowest where steps begin to do as
 * much harm as good, and goes up. On a quadratic that is a little above 2/L, L being the largest
 * curvature, as it takes some steps for what grows to be seen. The suggestion is a tenth of that
 * rate. Where the loss falls most steeply, which others read from the curve, depends on how fast
 * the rates rise: the slower, the further down they have arrived by then.
 */
public final class RateCurve {
  /** Of the running mean that says when it is enough. */
  private static final double KEPT = 0.9;

  /** Width of the smoothing, in powers of ten of the rate. */
  private static final double WIDTH = 0.15;

  /** Of the first steps, whose rates are too small to matter: what the loss is to begin with. */
  private static final int FIRST = 10;

  /** A loss that is higher than the first ones by so many times them has diverged. */
  private static final double FAR = 3;

  /** A fall of the loss that is less than so many deviations of single steps may be chance. */
  private static final double DEVIATIONS = 2;

  private static final double BELOW_LOWEST = 0.1;

  private final RateRange range;
  private final double[] losses;
  private int steps;
  private double mean;

  public RateCurve(RateRange range) {
    this.range = range;
    this.losses = new double[range.steps()];
  }

  /** The next step's loss, before its update. */
  public void add(double loss) {
    losses[steps++] = loss;
    mean = KEPT * mean + (1 - KEPT) * loss;
  }

  /** Whether the running mean of the losses is so high that it does not come back. */
  public boolean hasDiverged() {
    return mean / (1 - StrictMath.pow(KEPT, steps)) > highest();
  }

  /** What lies above would drown what came before it. */
  private double highest() {
    double first = 0;
    int count = Math.min(FIRST, steps);
    for (int i = 0; i < count; i++) {
      first += losses[i] / count;
    }
    return first + FAR * Math.abs(first);
  }

  public int steps() {
    return steps;
  }

  public double[] rates() {
    double[] rates = new double[steps];
    for (int i = 0; i < steps; i++) {
      rates[i] = range.rate(i);
    }
    return rates;
  }

  public double[] losses() {
    return Arrays.copyOf(losses, steps);
  }

  /**
   * Means of each step and those around it, weighted by a bell curve: unlike a running mean, they
   * do not lag behind the rate.
   */
  public double[] smoothed() {
    double highest = highest();
    double stepWidth = WIDTH / StrictMath.log10(range.to() / range.from()) * (range.steps() - 1);
    int reach = (int) Math.ceil(3 * stepWidth);
    double[] smoothed = new double[steps];
    for (int i = 0; i < steps; i++) {
      double sum = 0;
      double weights = 0;
      for (int j = Math.max(0, i - reach); j < Math.min(steps, i + reach + 1); j++) {
        double distance = (j - i) / stepWidth;
        double weight = StrictMath.exp(-distance * distance / 2);
        sum += weight * Math.min(highest, losses[j]);
        weights += weight;
      }
      smoothed[i] = sum / weights;
    }
    return smoothed;
  }

  /** The rate to begin with; empty where the loss does not fall by more than chance. */
  public OptionalDouble suggestion() {
    double[] smoothed = smoothed();
    int lowest = steps == 0 ? 0 : lowest(smoothed);
    double fall = lowest == 0 ? 0 : smoothed[0] - smoothed[lowest];
    if (fall == 0 || fall <= DEVIATIONS * deviation(smoothed, lowest)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(BELOW_LOWEST * range.rate(lowest));
  }

  private static int lowest(double[] smoothed) {
    int lowest = 0;
    for (int i = 1; i < smoothed.length; i++) {
      lowest = smoothed[i] < smoothed[lowest] ? i : lowest;
    }
    return lowest;
  }

  /** Of single steps from their smoothed course. */
  private double deviation(double[] smoothed, int to) {
    double squares = 0;
    for (int i = 0; i < to; i++) {
      squares += (losses[i] - smoothed[i]) * (losses[i] - smoothed[i]);
    }
    return Math.sqrt(squares / to);
  }
}

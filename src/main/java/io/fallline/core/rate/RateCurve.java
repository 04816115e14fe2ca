package io.fallline.core.rate;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The losses that a range test meets, step by step, and the rate that they speak for.
 *
 * <p>At tiny rates nothing happens; then the loss falls, to its lowest where steps begin to do as
 * much harm as good, and goes up. A tenth of the lowest point's rate is the old rule of thumb; the
 * rate of the steepest fall is Smith's reading. Either can be off: the lowest point comes late
 * where the loss has nowhere left to fall, the steepest fall comes early where the first gradients
 * are the largest. The suggestion is their geometric mean.
 */
public final class RateCurve {
  /** Of the running mean that says when it is enough. */
  private static final double KEPT = 0.9;

  /** Width of the smoothing, in powers of ten of the rate. */
  private static final double WIDTH = 0.15;

  /** What has diverged so far would drown what came before it. */
  private static final double CUT = 3;

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

  /**
   * Whether the running mean of the losses has risen above the first loss by as much again: from
   * there it does not come back.
   */
  public boolean hasDiverged() {
    double corrected = mean / (1 - StrictMath.pow(KEPT, steps));
    return corrected > losses[0] + Math.abs(losses[0]);
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
    double most = steps == 0 ? 0 : losses[0] + CUT * Math.abs(losses[0]);
    double stepWidth = WIDTH / StrictMath.log10(range.to() / range.from()) * (range.steps() - 1);
    int reach = (int) Math.ceil(3 * stepWidth);
    double[] smoothed = new double[steps];
    for (int i = 0; i < steps; i++) {
      double sum = 0;
      double weights = 0;
      for (int j = Math.max(0, i - reach); j < Math.min(steps, i + reach + 1); j++) {
        double distance = (j - i) / stepWidth;
        double weight = StrictMath.exp(-distance * distance / 2);
        sum += weight * Math.min(most, losses[j]);
        weights += weight;
      }
      smoothed[i] = sum / weights;
    }
    return smoothed;
  }

  /** The rate to begin with; empty where the loss does not fall by more than chance. */
  public OptionalDouble suggestion() {
    double[] smoothed = smoothed();
    int lowest = lowest(smoothed);
    if (lowest < 2 || smoothed[0] - smoothed[lowest] <= DEVIATIONS * deviation(smoothed, lowest)) {
      return OptionalDouble.empty();
    }
    double steepest = range.rate(steepest(smoothed, lowest));
    return OptionalDouble.of(Math.sqrt(steepest * BELOW_LOWEST * range.rate(lowest)));
  }

  private static int lowest(double[] smoothed) {
    int lowest = 0;
    for (int i = 1; i < smoothed.length; i++) {
      lowest = smoothed[i] < smoothed[lowest] ? i : lowest;
    }
    return lowest;
  }

  /** Where the loss falls most from one power of ten of the rate to the next. */
  private static int steepest(double[] smoothed, int lowest) {
    int steepest = 1;
    for (int i = 2; i < lowest; i++) {
      if (smoothed[i + 1] - smoothed[i - 1] < smoothed[steepest + 1] - smoothed[steepest - 1]) {
        steepest = i;
      }
    }
    return steepest;
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

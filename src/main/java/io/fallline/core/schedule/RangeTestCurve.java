package io.fallline.core.schedule;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The curve of a range test: the loss by learning rate, as trials have found it.
 *
 * @param firstLoss the mean loss of a trial's batches at the first parameters
 * @param scouts trials of a few steps that found the power of ten, by ascending rate
 * @param trials those that decide, by ascending rate
 * @param suggestion the rate to begin with; empty where none makes the loss fall by more than
 *     chance
 */
public record RangeTestCurve(
    double firstLoss,
    List<RangeTestTrial> scouts,
    List<RangeTestTrial> trials,
    OptionalDouble suggestion) {

  public RangeTestCurve {
    scouts = List.copyOf(scouts);
    trials = List.copyOf(trials);
  }

  /** The mean loss that a trial ended with; infinite where it diverged. */
  public double loss(RangeTestTrial trial) {
    return firstLoss + trial.change();
  }

  /**
   * A trial of a range test: what some steps at one learning rate have done to the loss.
   *
   * <p>The loss of each step's batch is held against that of the same batch at the first
   * parameters: what makes one batch harder than another is in both, and their difference has only
   * what training has done. Later steps count more, as in a running mean that is corrected for its
   * start.
   *
   * @param rate the learning rate of all steps
   * @param steps how many steps were asked for
   * @param change how the loss has changed: below 0 where it has fallen, infinite where it did not
   *     stay finite
   * @param error of the change: its standard deviation, as far as batches differ by chance
   */
  public record RangeTestTrial(double rate, int steps, double change, double error) {
    /** Of the running mean. */
    private static final double KEPT = 0.9;

    /** A change of less than so many standard errors may be chance. */
    private static final double ERRORS = 4;

    /**
     * @param first losses of the batches at the first parameters; NaN where a batch weighs nothing
     * @param losses of the same batches along the trial; fewer where it met a number that is not
     *     finite
     */
    static RangeTestTrial of(double rate, double[] first, double[] losses) {
      int steps = first.length;
      double change = Double.POSITIVE_INFINITY;
      double error = 0;
      if (losses.length == steps) {
        double[] weights = weights(first);
        change = 0;
        double squaredWeights = 0;
        for (int i = 0; i < steps; i++) {
          change += weights[i] == 0 ? 0 : weights[i] * (losses[i] - first[i]);
          squaredWeights += weights[i] * weights[i];
        }
        double variance = 0;
        for (int i = 0; i < steps; i++) {
          double deviation = weights[i] == 0 ? 0 : losses[i] - first[i] - change;
          variance += weights[i] * deviation * deviation;
        }
        error = Math.sqrt(variance * squaredWeights / (1 - squaredWeights));
      }
      return new RangeTestTrial(
          rate, steps, Double.isNaN(change) ? Double.POSITIVE_INFINITY : change, error);
    }

    /** The mean loss of the batches at the first parameters, later ones counting more. */
    static double mean(double[] first) {
      double[] weights = weights(first);
      double mean = 0;
      for (int i = 0; i < first.length; i++) {
        mean += weights[i] == 0 ? 0 : weights[i] * first[i];
      }
      return mean;
    }

    /** Whether the loss has fallen by more than chance. */
    boolean falls() {
      return change < -ERRORS * error;
    }

    /** Of the running mean, all together 1; batches of weight 0 have none. */
    private static double[] weights(double[] first) {
      double[] weights = new double[first.length];
      double sum = 0;
      double weight = 1;
      for (int i = first.length - 1; i >= 0; i--) {
        weights[i] = Double.isNaN(first[i]) ? 0 : weight;
        sum += weights[i];
        weight *= KEPT;
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] = sum == 0 ? 0 : weights[i] / sum;
      }
      return weights;
    }
  }
}

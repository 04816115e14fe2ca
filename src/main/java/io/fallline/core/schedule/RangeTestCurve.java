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
}

package io.fallline.core.schedule;

import io.fallline.core.schedule.RangeTestCurve.RangeTestTrial;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Finds a learning rate by short trainings, each from the first parameters and on the same batches.
 *
 * <p>At tiny rates little happens; then the loss falls further the larger the rate, to where steps
 * begin to do as much harm as good. Trials of a few steps climb powers of ten to about there;
 * longer ones then look for the rate that gets furthest among {@link Grid}'s. The suggestion is the
 * lowest rate below it that gets nearly as far: a training has more steps than a trial, and needs
 * the size of them less than their calm.
 *
 * <p>A sweep that raises the rate from step to step (Smith, "Cyclical Learning Rates for Training
 * Neural Networks", 2017, section 3.3) needs fewer steps, but what a rate does there depends on the
 * rates before it: a rule that keeps sums of gradients, or computes all its weights from sums as
 * FTRL does, shows a loss that no constant rate would give.
 */
public final class LearningRateRangeTest {
  /** Where to begin. */
  private static final double FIRST = 0.1;

  /** Steps of a trial that is only to find the power of ten, as a part of the others'. */
  private static final int SHORTER = 10;

  private static final int FEWEST = 3;

  /**
   * A training is longer than a trial, and makes up for lower rates: by about what these steps do.
   * With trials of 70 steps a rate is good enough that gets 0.81 as far as the best one.
   */
  private static final double MADE_UP = 16;

  /**
   * But on a calm loss any rate would be made up for: so many rates of the grid at most, a fifth.
   */
  private static final int LOWER = 2;

  /** Trainings from the same first parameters, on the same batches. */
  public interface Trials {
    /**
     * @param rate constant; 0: parameters stay what they are
     * @return the loss of each step's batch before its update, fewer than asked for where a number
     *     stopped being finite; NaN where a batch weighs nothing
     */
    double[] losses(double rate, int steps);
  }

  private final int lowest;
  private final int highest;
  private final int steps;
  private final Trials trials;
  private final double[] first;
  private final TreeMap<Integer, RangeTestTrial> scouts = new TreeMap<>();
  private final TreeMap<Integer, RangeTestTrial> decisive = new TreeMap<>();

  private LearningRateRangeTest(double from, double to, int steps, Trials trials) {
    this.highest = Grid.atMost(to);
    this.lowest = Math.min(highest, Grid.atMost(Math.nextDown(from)) + 1);
    this.steps = steps;
    this.trials = trials;
    this.first = trials.losses(0, steps);
  }

  /**
   * Searches.
   *
   * @param from no lower rate is tried, so far as the grid has a rate between the two
   * @param to no higher rate is tried
   * @param steps of a trial; there are about six of them, and several of a tenth of their length
   */
  public static RangeTestCurve run(double from, double to, int steps, Trials trials) {
    return new LearningRateRangeTest(from, to, steps, trials).run();
  }

  private RangeTestCurve run() {
    int start = Math.max(lowest, Math.min(highest, Grid.atMost(FIRST)));
    int decade = climb(start, Grid.A_DECADE, this::scout);
    int best = climb(decade, 1, this::trial);
    OptionalDouble suggestion =
        trial(best).falls()
            ? OptionalDouble.of(Grid.rate(lowestAsGoodAs(best)))
            : OptionalDouble.empty();
    return new RangeTestCurve(
        RangeTestTrial.mean(first),
        List.copyOf(scouts.values()),
        List.copyOf(decisive.values()),
        suggestion);
  }

  private int lowestAsGoodAs(int best) {
    double enough = trial(best).change() * steps / (steps + MADE_UP);
    int number = best;
    while (number > lowest && number > best - LOWER && trial(number - 1).change() <= enough) {
      number--;
    }
    return number;
  }

  private interface Tried {
    RangeTestTrial at(int number);
  }

  /** From a rate on, up or down, as long as the next one is better. */
  private int climb(int from, int stride, Tried tried) {
    int way = from + stride <= highest && better(tried, from + stride, from) ? stride : -stride;
    int number = from;
    while (number + way >= lowest
        && number + way <= highest
        && (better(tried, number + way, number) || way < 0 && diverges(tried, number))) {
      number += way;
    }
    return number;
  }

  private static boolean better(Tried tried, int number, int other) {
    return tried.at(number).change() < tried.at(other).change();
  }

  private static boolean diverges(Tried tried, int number) {
    return tried.at(number).change() == Double.POSITIVE_INFINITY;
  }

  private RangeTestTrial scout(int number) {
    int few = Math.min(steps, Math.max(FEWEST, steps / SHORTER));
    return scouts.computeIfAbsent(number, n -> tried(n, few));
  }

  private RangeTestTrial trial(int number) {
    return decisive.computeIfAbsent(number, n -> tried(n, steps));
  }

  private RangeTestTrial tried(int number, int count) {
    double rate = Grid.rate(number);
    return RangeTestTrial.of(rate, Arrays.copyOf(first, count), trials.losses(rate, count));
  }

  /**
   * The learning rates worth telling apart: 1, 2 and 5 times each power of ten, numbered in order,
   * with 1 as number 0.
   */
  static final class Grid {
    static final int A_DECADE = 3;

    private static final int[] DIGITS = {1, 2, 5};

    private Grid() {}

    static double rate(int number) {
      int exponent = Math.floorDiv(number, A_DECADE);
      // as text, since a product with a power of ten would not be the number that people write
      return Double.parseDouble(DIGITS[Math.floorMod(number, A_DECADE)] + "e" + exponent);
    }

    /** The number of the largest rate up to this one. */
    static int atMost(double rate) {
      int number = A_DECADE * (int) Math.floor(StrictMath.log10(rate)) - A_DECADE;
      while (rate(number + 1) <= rate) {
        number++;
      }
      return number;
    }
  }
}

package io.fallline.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateRangeTestTest {
  private static final int STEPS = 70;

  /**
   * Gradient descent on ½Σλx² converges for rates below 2/L, L the largest λ, and soonest at 2/(L +
   * the smallest).
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1, 0.1",
    "20, 1",
    "20, 0.01",
    "0.05, 0.05",
    "3000, 7",
    "1e-7, 1e-8",
    "1e9, 1e8"
  })
  void onAQuadraticTheSuggestionConvergesAndIsNotTimid(double largest, double smallest) {
    double limit = 2 / largest;
    double suggestion = search(quadratic(largest, smallest, 0, 1)).suggestion().getAsDouble();
    assertTrue(suggestion < 0.9 * limit, suggestion + " for " + limit);
    assertTrue(suggestion > 0.05 * limit, suggestion + " for " + limit);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 100})
  void whatMakesBatchesDifferIsNotMistakenForAFallOfTheLoss(double noise) {
    double calm = search(quadratic(20, 1, 0, 1)).suggestion().getAsDouble();
    for (int seed = 0; seed < 20; seed++) {
      assertEquals(calm, search(quadratic(20, 1, noise, seed)).suggestion().getAsDouble());
    }
  }

  @Test
  void noSuggestionComesOfNoiseAlone() {
    int mistaken = 0;
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RangeTestCurve curve = search((rate, steps) -> random.doubles(steps, 0.95, 1.05).toArray());
      mistaken += curve.suggestion().isPresent() ? 1 : 0;
    }
    // each trial has noise of its own here, where real ones share that of their batches
    assertTrue(mistaken <= 2, mistaken + " of 200");
  }

  @Test
  void noSuggestionComesOfALossThatOnlyRisesStaysOrIsNeverFinite() {
    assertEquals(
        OptionalDouble.empty(),
        search((rate, steps) -> filled(steps, step -> 1 + rate * step)).suggestion());
    assertEquals(OptionalDouble.empty(), search((rate, steps) -> new double[steps]).suggestion());
    assertEquals(
        OptionalDouble.empty(),
        search((rate, steps) -> new double[rate == 0 ? steps : 1]).suggestion());
  }

  @Test
  void aBatchThatWeighsNothingHasNoSay() {
    LearningRateRangeTest.Trials quadratic = quadratic(20, 1, 0, 1);
    LearningRateRangeTest.Trials gaps =
        (rate, steps) -> {
          double[] losses = quadratic.losses(rate, steps);
          for (int i = 1; i < losses.length; i += 4) {
            losses[i] = Double.NaN;
          }
          return losses;
        };
    assertEquals(search(quadratic).suggestion(), search(gaps).suggestion());
  }

  @Test
  void noRateOutsideTheBoundsIsTried() {
    List<Double> tried = new ArrayList<>();
    LearningRateRangeTest.Trials noted =
        (rate, steps) -> {
          tried.add(rate);
          return filled(steps, step -> 1 / (1 + rate * step));
        };
    assertEquals(
        0.1, LearningRateRangeTest.run(0.02, 0.7, STEPS, noted).suggestion().getAsDouble());
    assertTrue(
        tried.stream().allMatch(rate -> rate == 0 || rate >= 0.02 && rate <= 0.7),
        tried.toString());
    // between 3 and 4 the grid has none: the nearest one stands for them
    assertEquals(2, LearningRateRangeTest.run(3, 4, STEPS, noted).trials().get(0).rate());
  }

  @Test
  void aSearchIsAFewLongTrialsAndShortOnes() {
    int[] steps = {0};
    LearningRateRangeTest.Trials trials = quadratic(20, 1, 0, 1);
    RangeTestCurve curve =
        search(
            (rate, count) -> {
              double[] losses = trials.losses(rate, count);
              steps[0] += losses.length;
              return losses;
            });
    assertTrue(curve.trials().size() <= 6, curve.trials().toString());
    assertTrue(steps[0] <= 500, steps[0] + " steps");
  }

  private static RangeTestCurve search(LearningRateRangeTest.Trials trials) {
    return LearningRateRangeTest.run(1e-10, 1e10, STEPS, trials);
  }

  /** Steps of gradient descent; batches differ by a number that no step changes. */
  private static LearningRateRangeTest.Trials quadratic(
      double largest, double smallest, double noise, long seed) {
    double[] curvatures = {largest, smallest, Math.sqrt(largest * smallest)};
    return (rate, steps) -> {
      SplittableRandom random = new SplittableRandom(seed);
      double[] x = {1, 1, 1};
      double[] losses = new double[steps];
      for (int step = 0; step < steps; step++) {
        losses[step] = noise * random.nextDouble();
        for (int i = 0; i < x.length; i++) {
          losses[step] += curvatures[i] * x[i] * x[i] / 2;
          x[i] -= rate * curvatures[i] * x[i];
        }
        if (!Double.isFinite(losses[step])) {
          return Arrays.copyOf(losses, step);
        }
      }
      return losses;
    };
  }

  private interface Loss {
    double at(int step);
  }

  private static double[] filled(int steps, Loss loss) {
    double[] losses = new double[steps];
    Arrays.setAll(losses, loss::at);
    return losses;
  }
}

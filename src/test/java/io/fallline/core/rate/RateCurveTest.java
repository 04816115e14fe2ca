package io.fallline.core.rate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateCurveTest {
  private static final RateRange RANGE = new RateRange(1e-6, 100, 300);

  @Test
  void ratesRiseFromTheFirstToTheLastByOneFactor() {
    RateRange range = new RateRange(0.01, 10, 4);
    double[] rates = new double[4];
    for (int step = 0; step < 4; step++) {
      rates[step] = range.schedule(1).at(step, new RateState());
    }
    assertArrayEquals(new double[] {0.01, 0.1, 1, 10}, rates, 1e-12);
  }

  @Test
  void aRangeOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RateRange(1, 1, 10));
    assertThrows(IllegalArgumentException.class, () -> new RateRange(0, 1, 10));
    assertThrows(IllegalArgumentException.class, () -> new RateRange(0.1, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new RateRange(0.1, Double.POSITIVE_INFINITY, 9));
  }

  /**
   * Gradient descent on ½Σλx² converges for rates below 2/L, L the largest λ, and soonest at 2/(L +
   * the smallest).
   */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 0.1", "20, 1", "20, 0.01", "0.05, 0.05", "3000, 7"})
  void onAQuadraticTheSuggestionConvergesAndIsNotTimid(double largest, double smallest) {
    double[] curvatures = {largest, smallest, Math.sqrt(largest * smallest)};
    double limit = 2 / largest;
    double suggestion = descent(curvatures, new SplittableRandom(1), 0).suggestion().getAsDouble();
    assertTrue(suggestion < 0.9 * limit, suggestion + " for " + limit);
    assertTrue(suggestion > 0.05 * limit, suggestion + " for " + limit);
  }

  @Test
  void noiseOfBatchesMovesTheSuggestionLittle() {
    double[] curvatures = {20, 1};
    double calm = descent(curvatures, new SplittableRandom(1), 0).suggestion().getAsDouble();
    for (int seed = 0; seed < 20; seed++) {
      RateCurve noisy = descent(curvatures, new SplittableRandom(seed), 0.3);
      double ratio = noisy.suggestion().getAsDouble() / calm;
      assertTrue(ratio > 0.3 && ratio < 3, "seed " + seed + ": " + ratio);
    }
  }

  @Test
  void noSuggestionComesOfNoiseAlone() {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RateCurve curve = curve(300, step -> 0.2 + 0.05 * random.nextDouble());
      assertEquals(OptionalDouble.empty(), curve.suggestion(), "seed " + seed);
    }
  }

  @Test
  void noSuggestionComesOfALossThatOnlyRisesOrStays() {
    assertEquals(OptionalDouble.empty(), curve(300, step -> 1 + step).suggestion());
    assertEquals(OptionalDouble.empty(), curve(300, step -> 1).suggestion());
    assertEquals(OptionalDouble.empty(), curve(1, step -> 1).suggestion());
    assertEquals(OptionalDouble.empty(), curve(0, step -> 1).suggestion());
  }

  @Test
  void theSuggestionIsATenthOfTheLowestPointsRate() {
    RateCurve curve = curve(300, step -> 1 + Math.abs(step - 200) / 100.0);
    assertEquals(RANGE.rate(200) / 10, curve.suggestion().getAsDouble(), 1e-12);
  }

  @Test
  void oneStepOfAHighLossIsNoDivergence() {
    RateCurve curve = curve(100, step -> step == 60 ? 20 : 1);
    assertFalse(curve.hasDiverged());
    RateCurve higher = curve(100, step -> step > 60 ? 20 : 1);
    assertTrue(higher.hasDiverged());
  }

  @Test
  void lossesBelowZeroDivergeToo() { // as those of poisson can be
    assertFalse(curve(100, step -> -2 - step / 100.0).hasDiverged());
    assertTrue(curve(100, step -> step > 60 ? 50 : -2).hasDiverged());
  }

  @Test
  void whatHasDivergedDoesNotDrownTheCurve() {
    IntToDoubleFunction losses = step -> step < 250 ? 2 - step / 200.0 : 1e30;
    double[] smoothed = curve(255, losses).smoothed();
    assertTrue(Arrays.stream(smoothed).max().getAsDouble() <= 8, Arrays.toString(smoothed));
  }

  private static RateCurve curve(int steps, IntToDoubleFunction loss) {
    RateCurve curve = new RateCurve(RANGE);
    for (int step = 0; step < steps; step++) {
      curve.add(loss.applyAsDouble(step));
    }
    return curve;
  }

  /**
   * @param noise of each loss, relative to it
   */
  private static RateCurve descent(double[] curvatures, SplittableRandom random, double noise) {
    RateCurve curve = new RateCurve(RANGE);
    double[] at = new double[curvatures.length];
    Arrays.fill(at, 1);
    while (curve.steps() < RANGE.steps() && !(curve.steps() > 0 && curve.hasDiverged())) {
      double rate = RANGE.rate(curve.steps());
      double loss = 0.01;
      for (int i = 0; i < at.length; i++) {
        loss += curvatures[i] / 2 * at[i] * at[i];
        at[i] -= rate * curvatures[i] * at[i];
      }
      curve.add(loss * (1 + noise * (2 * random.nextDouble() - 1)));
    }
    return curve;
  }
}

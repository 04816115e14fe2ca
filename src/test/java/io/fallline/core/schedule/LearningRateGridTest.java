package io.fallline.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LearningRateGridTest {
  @Test
  void ratesAreOneTwoAndFiveTimesThePowersOfTenAsPeopleWriteThem() {
    double[] expected = {1e-10, 2e-10, 5e-10, 1e-9};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], LearningRateRangeTest.Grid.rate(-30 + i));
    }
    assertEquals(1, LearningRateRangeTest.Grid.rate(0));
    assertEquals(2, LearningRateRangeTest.Grid.rate(1));
    assertEquals(0.5, LearningRateRangeTest.Grid.rate(-1));
    assertEquals(5e12, LearningRateRangeTest.Grid.rate(38));
  }

  @Test
  void everyRateHasItsNumber() {
    for (int number = -900; number <= 900; number++) {
      double rate = LearningRateRangeTest.Grid.rate(number);
      assertEquals(number, LearningRateRangeTest.Grid.atMost(rate));
      assertEquals(number, LearningRateRangeTest.Grid.atMost(1.5 * rate));
      assertEquals(number - 1, LearningRateRangeTest.Grid.atMost(Math.nextDown(rate)));
    }
  }
}

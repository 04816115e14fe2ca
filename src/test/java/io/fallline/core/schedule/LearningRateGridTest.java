package io.fallline.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LearningRateGridTest {
  @Test
  void ratesAreOneTwoAndFiveTimesThePowersOfTenAsPeopleWriteThem() {
    double[] expected = {1e-10, 2e-10, 5e-10, 1e-9};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], LearningRateGrid.rate(-30 + i));
    }
    assertEquals(1, LearningRateGrid.rate(0));
    assertEquals(2, LearningRateGrid.rate(1));
    assertEquals(0.5, LearningRateGrid.rate(-1));
    assertEquals(5e12, LearningRateGrid.rate(38));
  }

  @Test
  void everyRateHasItsNumber() {
    for (int number = -900; number <= 900; number++) {
      double rate = LearningRateGrid.rate(number);
      assertEquals(number, LearningRateGrid.atMost(rate));
      assertEquals(number, LearningRateGrid.atMost(1.5 * rate));
      assertEquals(number - 1, LearningRateGrid.atMost(Math.nextDown(rate)));
    }
  }
}

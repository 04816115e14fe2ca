package io.fallline.core.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RateGridTest {
  @Test
  void ratesAreOneTwoAndFiveTimesThePowersOfTenAsPeopleWriteThem() {
    double[] expected = {1e-10, 2e-10, 5e-10, 1e-9};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], RateGrid.rate(-30 + i));
    }
    assertEquals(1, RateGrid.rate(0));
    assertEquals(2, RateGrid.rate(1));
    assertEquals(0.5, RateGrid.rate(-1));
    assertEquals(5e12, RateGrid.rate(38));
  }

  @Test
  void everyRateHasItsNumber() {
    for (int number = -900; number <= 900; number++) {
      double rate = RateGrid.rate(number);
      assertEquals(number, RateGrid.atMost(rate));
      assertEquals(number, RateGrid.atMost(1.5 * rate));
      assertEquals(number - 1, RateGrid.atMost(Math.nextDown(rate)));
    }
  }
}

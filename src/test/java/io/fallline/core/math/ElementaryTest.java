package io.fallline.core.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ElementaryTest {
  private static final int COUNT = 100_003;

  @Test
  void powersAreRightToTheStatedError() {
    RandomStream random = RandomStream.of(1);
    double[] x = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] = -Math.pow(10, 12 * random.nextDouble() - 9) * random.nextDouble();
      x[i] = Math.max(x[i], -700);
    }
    double[] found = x.clone();
    Elementary.exp(found, COUNT);
    assertNear(x, found, StrictMath::exp);
  }

  @Test
  void logarithmsAreRightToTheStatedError() {
    RandomStream random = RandomStream.of(2);
    double[] x = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] = i % 2 == 0 ? random.nextDouble() : Math.pow(10, -300 * random.nextDouble());
    }
    double[] found = x.clone();
    Elementary.log1p(found, COUNT);
    assertNear(x, found, StrictMath::log1p);
  }

  private static void assertNear(double[] x, double[] found, DoubleUnaryOperator exact) {
    for (int i = 0; i < x.length; i++) {
      double expected = exact.applyAsDouble(x[i]);
      assertEquals(expected, found[i], 6e-16 * expected, "at " + x[i]);
    }
  }

  @Test
  void vectorsAndNumbersHaveTheSameBitsAtEveryLength() {
    RandomStream random = RandomStream.of(3);
    for (int length = 0; length < 70; length++) {
      double[] powers = new double[length];
      double[] logarithms = new double[length];
      for (int i = 0; i < length; i++) {
        powers[i] = -800 * random.nextDouble() * random.nextDouble();
        logarithms[i] = random.nextDouble();
      }
      double[] expectedPowers = Arrays.stream(powers).map(Elementary::exp).toArray();
      double[] expectedLogarithms = Arrays.stream(logarithms).map(Elementary::log1p).toArray();
      Elementary.exp(powers, length);
      Elementary.log1p(logarithms, length);
      assertArrayEquals(expectedPowers, powers);
      assertArrayEquals(expectedLogarithms, logarithms);
    }
  }

  @Test
  void theEndsOfTheDomainsHold() {
    double[] x = {
      0, -0.0, -1e-300, -708, -709, -1e300, Double.NEGATIVE_INFINITY, Double.NaN, -745, -1
    };
    Elementary.exp(x, x.length);
    assertEquals(1, x[0]);
    assertEquals(1, x[1]);
    assertEquals(1, x[2]);
    for (int i = 3; i < 7; i++) {
      assertEquals(StrictMath.exp(-708), x[i], 4e-16 * x[i]);
    }
    assertTrue(Double.isNaN(x[7]));
    double[] y = {0, 1, 1e-300, Double.NaN};
    Elementary.log1p(y, y.length);
    assertEquals(0, y[0]);
    assertEquals(StrictMath.log(2), y[1], 2e-16);
    assertEquals(1e-300, y[2], 6e-316);
    assertTrue(Double.isNaN(y[3]));
  }

  @Test
  void onlyTheFirstElementsAreTouched() {
    double[] x = {-1, -1, -1};
    Elementary.exp(x, 2);
    assertEquals(-1, x[2]);
  }
}

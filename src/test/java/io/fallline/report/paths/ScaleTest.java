package io.fallline.report.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  @Test
  void ticksAreRound() {
    assertEquals(List.of(-4.0, -2.0, 0.0, 2.0, 4.0), new Scale(-4.2, 4.2, 0, 100).ticks(6));
    assertEquals(List.of(0.0, 20.0, 40.0, 60.0), new Scale(0, 60, 0, 100).ticks(5));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "-3,7", "1e-7,3e-7", "0,123456", "-1e6,1e6"})
  void thereAreAFewTicksWithinTheAxis(double from, double to) {
    List<Double> ticks = new Scale(from, to, 0, 100).ticks(6);
    assertTrue(ticks.size() >= 2 && ticks.size() <= 7, ticks.toString());
    for (double tick : ticks) {
      double room = 1e-6 * (to - from);
      assertTrue(tick >= from - room && tick <= to + room, ticks.toString());
    }
  }

  @Test
  void numbersStandInProportion() {
    assertEquals(75, new Scale(0, 4, 100, 50).at(2));
    assertEquals("12.3", Scale.pixels(12.34));
    assertEquals("12", Scale.pixels(12.04));
  }
}

package io.fallline.report.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.function.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueChartTest {
  @Test
  void aboveAKnownMinimumItIsInPowersOfTen() {
    FunctionWithPaths shown = Shown.descents("bowl", 20, 0.05);
    List<Point> points = shown.paths().get(0).path().points();
    List<Point> pixels = new ValueChart(shown).pixels(shown.paths().get(0));
    double pixelsADecade = 0;
    for (int step = 1; step <= 20; step++) {
      double decades =
          Math.log10(shown.function().value(points.get(0)))
              - Math.log10(shown.function().value(points.get(step)));
      double down = pixels.get(step).y() - pixels.get(0).y();
      pixelsADecade = step == 1 ? down / decades : pixelsADecade;
      assertEquals(pixelsADecade, down / decades, 1e-6 * pixelsADecade);
    }
    assertTrue(pixelsADecade > 0, "down is up");
  }

  @Test
  void withoutAMinimumItIsTheValueItself() {
    FunctionWithPaths shown = Shown.descents("waves", 20, 0.01);
    List<Point> points = shown.paths().get(0).path().points();
    List<Point> pixels = new ValueChart(shown).pixels(shown.paths().get(0));
    double whole =
        (pixels.get(20).y() - pixels.get(0).y())
            / (shown.function().value(points.get(20)) - shown.function().value(points.get(0)));
    double half =
        (pixels.get(10).y() - pixels.get(0).y())
            / (shown.function().value(points.get(10)) - shown.function().value(points.get(0)));
    assertEquals(whole, half, 1e-6 * Math.abs(whole));
    assertEquals("value by step", new ValueChart(shown).title());
  }

  @Test
  void stepsAreEvenlyApart() {
    FunctionWithPaths shown = Shown.descents("bowl", 20, 0.05);
    List<Point> pixels = new ValueChart(shown).pixels(shown.paths().get(0));
    double step = pixels.get(1).x() - pixels.get(0).x();
    assertEquals(20 * step, pixels.get(20).x() - pixels.get(0).x(), 1e-9);
  }
}

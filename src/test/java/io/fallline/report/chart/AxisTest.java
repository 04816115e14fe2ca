package io.fallline.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.function.Point;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
  private static Axis fitting(double... numbers) {
    return Axis.fitting("x", List.of(numbers));
  }

  @Test
  void anyNumbersHaveAFewTicksInOrderAndDifferentLabels() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 5_000; i++) {
      double size = Math.pow(10, random.nextInt(-200, 200));
      double first = (random.nextDouble() - 0.3) * size;
      double second = first + random.nextDouble() * size;
      Axis axis = fitting(first, second);
      List<Double> ticks = axis.ticks();
      String told = axis + ": " + ticks;
      assertTrue(ticks.size() >= 2 && ticks.size() <= 9, told);
      assertEquals(ticks.stream().sorted().distinct().toList(), ticks, told);
      assertTrue(axis.at(ticks.get(0)) >= 0 && axis.at(first) < axis.at(second), told);
      assertTrue(ticks.get(0) >= axis.from() - 1e-9 * size, told);
      assertTrue(ticks.get(ticks.size() - 1) <= axis.to() + 1e-9 * size, told);
    }
  }

  @Test
  void ticksAreRound() {
    assertEquals(List.of(-4.0, -2.0, 0.0, 2.0, 4.0), new Axis("x", -4.2, 4.2, false).ticks());
    assertEquals(List.of(0.0, 10.0, 20.0, 30.0), new Axis("x", 0, 35, false).ticks());
  }

  @ParameterizedTest
  @CsvSource({"0,1", "-3,7", "1e-7,3e-7", "0,123456", "-1e6,1e6"})
  void thereAreAFewTicksWithinTheAxis(double from, double to) {
    List<Double> ticks = new Axis("x", from, to, false).ticks();
    assertTrue(ticks.size() >= 2 && ticks.size() <= 7, ticks.toString());
    for (double tick : ticks) {
      double room = 1e-6 * (to - from);
      assertTrue(tick >= from - room && tick <= to + room, ticks.toString());
    }
  }

  @Test
  void numbersStandInProportionAndBeyondTheAxisOutsideThePlot() {
    PlotArea area =
        new PlotArea(new Axis("x", 0, 4, false), new Axis("y", 1, 100, true), 100, 50, 200, 150);
    assertEquals(new Point(150, 100), area.pixels(2, 10));
    assertEquals(new Point(250, 200), area.pixels(6, 0.1));
    assertEquals(200, area.x(6));
  }

  @Test
  void pixelsAreRoundedToATenth() {
    assertEquals("12.3", PlotArea.pixels(12.34));
    assertEquals("12", PlotArea.pixels(12.04));
  }

  @Test
  void ticksThatDifferAreLabelledDifferently() {
    for (Axis axis :
        List.of(fitting(0, 600), fitting(1e-5, 1), fitting(0, 1e7), fitting(0, 30e3))) {
      List<String> labels = axis.ticks().stream().map(Axis::label).toList();
      assertEquals(labels.size(), new HashSet<>(labels).size(), labels.toString());
    }
  }

  @Test
  void positiveNumbersOfManySizesStandOnALogarithmicAxis() {
    assertTrue(fitting(0.001, 1).logarithmic());
    assertFalse(fitting(0.5, 1).logarithmic());
    assertFalse(fitting(0, 1).logarithmic());
    assertEquals(0.5, new Axis("x", 0.01, 100, true).at(1), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.005, -3, 1e300})
  void oneNumberStandsInTheMiddle(double number) {
    Axis axis = fitting(number, number, Double.NaN);
    assertEquals(0.5, axis.at(number), 1e-9, axis.toString());
    assertFalse(axis.ticks().isEmpty(), axis.toString());
  }

  @Test
  void theLargestNumbersHaveAnAxis() {
    Axis axis = fitting(-Double.MAX_VALUE, Double.MAX_VALUE);
    assertEquals(0.5, axis.at(0), 1e-9);
    assertTrue(fitting(Double.MIN_VALUE, Double.MAX_VALUE).ticks().size() >= 2);
  }

  @Test
  void withoutNumbersThereIsAnAxisAllTheSame() {
    assertEquals(new Axis("x", 0, 1, false), fitting(Double.NaN, Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 0.25",
    "300, 300",
    "9999, 9999",
    "12000, 12k",
    "12340, 12.34k",
    "45671, '45,671'",
    "1234500, '1,234,500'",
    "-2500000, -2.5M",
    "1e-7, 1e-7"
  })
  void labelsAreShort(double number, String label) {
    assertEquals(label, Axis.label(number));
  }
}

package io.fallline.report.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.PlaneFunctions;
import io.fallline.core.function.Point;
import io.fallline.core.function.Window;
import io.fallline.core.setting.Hyperparameters;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContoursTest {
  static Stream<String> functions() {
    return PlaneFunctions.registry().names().stream();
  }

  /** All of a window but an ellipse of area πℓ/√2. */
  @Test
  void aroundABowlItIsTheWindowWithoutAnEllipse() {
    PlaneFunction bowl = function("bowl");
    List<List<Point>> outlines = new Contours(bowl, bowl.window()).outlines(4);
    assertEquals(2, outlines.size());
    double area = outlines.stream().mapToDouble(ContoursTest::area).sum();
    assertEquals(8 * 6 - Math.PI * 4 / Math.sqrt(2), Math.abs(area), 0.01);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void anOutlineRunsAtItsLevelOrAlongTheEdge(String name) {
    PlaneFunction function = function(name);
    Window window = function.window();
    Contours contours = new Contours(function, window);
    for (double level : contours.levels(14)) {
      for (Point point : contours.outlines(level).stream().flatMap(List::stream).toList()) {
        double derivative = Math.max(1e-9, function.gradient(point).norm());
        double off = Math.abs(function.value(point) - level) / derivative;
        assertTrue(
            onEdge(point, window) || off < window.width() / 160,
            point + " has " + function.value(point) + ", not " + level);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void anOutlineClosesInSmallSteps(String name) {
    PlaneFunction function = function(name);
    Contours contours = new Contours(function, function.window());
    double cell = function.window().width() / 160;
    for (double level : contours.levels(14)) {
      for (List<Point> outline : contours.outlines(level)) {
        for (int k = 0; k < outline.size(); k++) {
          Point next = outline.get((k + 1) % outline.size());
          double step = next.plus(outline.get(k).times(-1)).norm();
          assertTrue(step < 1.5 * cell, "a step of " + step + " at level " + level);
        }
      }
    }
  }

  @Test
  void levelsRiseAndNoneIsBeyondAllHeights() {
    PlaneFunction minima = function("minima");
    List<Double> levels = new Contours(minima, minima.window()).levels(14);
    assertEquals(14, levels.stream().distinct().count());
    assertEquals(levels.stream().sorted().toList(), levels);
  }

  @Test
  void aboveASaddleTheLowGroundIsOneAndBelowItIsTwo() {
    PlaneFunction saddle = function("saddle");
    Contours contours = new Contours(saddle, saddle.window());
    assertEquals(1, holes(contours.outlines(0.05)));
    assertEquals(2, holes(contours.outlines(-0.05)));
  }

  /** Corners are high and low in turn; which of them are one piece the middle decides. */
  @Test
  void ofTwoWaysThroughACellItTakesTheOneThatTheMiddleHasIt() {
    int highCorners = (161 * 121 + 1) / 2;
    List<List<Point>> islands = new Contours(chequered(-0.1), CELLS).outlines(0);
    assertEquals(highCorners, islands.size());
    assertEquals(0, holes(islands));
    List<List<Point>> lakes = new Contours(chequered(0.1), CELLS).outlines(0);
    assertEquals(lakes.size() - 1, holes(lakes));
  }

  private static final Window CELLS = new Window(0, 160, 0, 120);

  private static PlaneFunction chequered(double middle) {
    return new PlaneFunction(
        "cos πx cos πy + " + middle,
        at -> Math.cos(Math.PI * at.x()) * Math.cos(Math.PI * at.y()) + middle,
        at -> {
          throw new UnsupportedOperationException("contours have no need of it");
        },
        CELLS,
        new Point(0, 0),
        List.of(),
        List.of());
  }

  private static long holes(List<List<Point>> outlines) {
    double whole = outlines.stream().mapToDouble(ContoursTest::area).sum();
    return outlines.stream().filter(outline -> area(outline) * whole < 0).count();
  }

  private static boolean onEdge(Point point, Window window) {
    return !window.enlarged(1 - 1e-12).contains(point);
  }

  /** Signed: of holes and of what they are in the signs differ. */
  private static double area(List<Point> outline) {
    double twice = 0;
    for (int k = 0; k < outline.size(); k++) {
      Point a = outline.get(k);
      Point b = outline.get((k + 1) % outline.size());
      twice += a.x() * b.y() - b.x() * a.y();
    }
    return twice / 2;
  }

  private static PlaneFunction function(String name) {
    return PlaneFunctions.registry().create(name, Hyperparameters.defaults());
  }
}

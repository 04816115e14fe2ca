package io.fallline.core.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.setting.Hyperparameters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every function of the registry promises, and its negative too. */
class PlaneFunctionsTest {
  private static final int POINTS = 500;

  static Stream<PlaneFunction> functions() {
    return PlaneFunctions.registry().names().stream()
        .map(name -> PlaneFunctions.registry().create(name, Hyperparameters.defaults()))
        .flatMap(function -> Stream.of(function, function.negated()));
  }

  @Test
  void thePromisedFunctionsAreThere() {
    List<String> promised = List.of("bowl", "ravine", "saddle", "minima", "rosenbrock", "waves");
    assertTrue(PlaneFunctions.registry().names().containsAll(promised), "a function is missing");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theGradientEqualsCentralDifferences(PlaneFunction function) {
    for (Point at : pointsOf(function.window())) {
      Point formula = function.gradient(at);
      Point difference = function.centralDifference(at);
      // what a difference cannot know grows with the values that it is taken of
      double tolerance =
          1e-9 * Math.max(1, Math.abs(function.value(at))) + 1e-7 * Math.max(1, formula.norm());
      String both = at + ": by formula " + formula + ", by difference " + difference;
      assertEquals(formula.x(), difference.x(), tolerance, both);
      assertEquals(formula.y(), difference.y(), tolerance, both);
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void atAMinimumTheGradientIsZeroAndNothingNearbyIsLower(PlaneFunction function) {
    for (Point minimum : function.minima()) {
      assertEquals(0, function.gradient(minimum).norm(), 1e-12, minimum.toString());
      for (Point near : around(minimum)) {
        assertTrue(
            function.value(near) > function.value(minimum), near + " is not above " + minimum);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void atAMaximumTheGradientIsZeroAndNothingNearbyIsHigher(PlaneFunction function) {
    for (Point maximum : function.maxima()) {
      assertEquals(0, function.gradient(maximum).norm(), 1e-12, maximum.toString());
      for (Point near : around(maximum)) {
        assertTrue(
            function.value(near) < function.value(maximum), near + " is not below " + maximum);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theLowestMinimumComesFirst(PlaneFunction function) {
    List<Double> values = function.minima().stream().map(function::value).toList();
    assertEquals(values.stream().sorted().toList(), values);
  }

  /**
   * Every point of a grid that is lower than those around it lies above a minimum that is known.
   */
  @ParameterizedTest
  @MethodSource("functions")
  void noMinimumOfTheWindowIsMissing(PlaneFunction function) {
    Window window = function.window();
    double cell = window.width() / 200;
    for (double x = window.left() + cell; x < window.right() - cell; x += cell) {
      for (double y = window.bottom() + cell; y < window.top() - cell; y += cell) {
        Point at = new Point(x, y);
        if (neighbours(at, cell).stream().allMatch(p -> function.value(p) > function.value(at))) {
          Point bottom = down(function, at);
          assertTrue(
              function.minima().stream().anyMatch(m -> m.plus(bottom.times(-1)).norm() < 1e-6),
              "a minimum at " + bottom);
        }
      }
    }
  }

  private static Point down(PlaneFunction function, Point from) {
    Point to = from;
    for (int step = 0; step < 200_000; step++) {
      to = to.plus(function.gradient(to).times(-5e-4));
    }
    return to;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theWindowShowsTheStartAndEveryMinimumAndMaximum(PlaneFunction function) {
    List<Point> shown = new ArrayList<>(function.minima());
    shown.addAll(function.maxima());
    shown.add(function.start());
    for (Point point : shown) {
      assertTrue(function.window().contains(point), point + " in " + function.window());
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void thereIsAWayFromTheStart(PlaneFunction function) {
    assertTrue(function.gradient(function.start()).norm() > 1e-3, function.start().toString());
  }

  private static List<Point> pointsOf(Window window) {
    SplittableRandom random = new SplittableRandom(1);
    return Stream.generate(
            () ->
                new Point(
                    random.nextDouble(window.left(), window.right()),
                    random.nextDouble(window.bottom(), window.top())))
        .limit(POINTS)
        .toList();
  }

  private static List<Point> around(Point middle) {
    List<Point> points = new ArrayList<>();
    for (double radius : new double[] {1e-4, 1e-3, 1e-2}) {
      for (double angle = 0; angle < 2 * Math.PI; angle += 0.1) {
        points.add(middle.plus(new Point(Math.cos(angle), Math.sin(angle)).times(radius)));
      }
    }
    return points;
  }

  private static List<Point> neighbours(Point at, double cell) {
    List<Point> points = new ArrayList<>();
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        if (i != 0 || j != 0) {
          points.add(at.plus(new Point(i * cell, j * cell)));
        }
      }
    }
    return points;
  }
}

package io.fallline.report.paths;

import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.Point;
import io.fallline.core.function.Window;
import io.fallline.core.path.DescentPath;
import io.fallline.report.ReadableNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A function with the paths of rules on it, as pictures, page and tables show them.
 *
 * @param name the function's
 * @param climbs whether the paths look for the highest point
 * @param window what pictures show
 */
public record FunctionPaths(
    String name, PlaneFunction function, boolean climbs, Window window, List<FunctionPath> paths) {
  public FunctionPaths {
    paths = List.copyOf(paths);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("no path to show");
    }
  }

  /** What paths look for, as far as it is known. */
  public List<Point> goals() {
    return climbs ? function.maxima() : function.minima();
  }

  /** The steps of the longest path. */
  public int steps() {
    return paths.stream().mapToInt(path -> path.path().steps()).max().orElseThrow();
  }

  /** The path's label: its rule and rate; noise and start where paths differ in them. */
  public String label(FunctionPath path) {
    List<String> parts = new ArrayList<>();
    parts.add(path.rule() + " " + ReadableNumbers.significant(path.learningRate()));
    path.settings().forEach((setting, value) -> parts.add(setting + " " + value));
    if (paths.stream().anyMatch(other -> other.noise() != path.noise())) {
      parts.add(
          path.noise() == 0 ? "no noise" : "noise " + ReadableNumbers.significant(path.noise()));
    }
    if (paths.stream().anyMatch(other -> !other.start().equals(path.start()))) {
      parts.add("from " + pair(path.start()));
    }
    return String.join(", ", parts);
  }

  /** Formula and central difference furthest apart, over all points of the path and both axes. */
  public double largestDifference(FunctionPath path) {
    double largest = 0;
    for (Point at : path.path().points()) {
      largest = Math.max(largest, difference(at));
    }
    return largest;
  }

  double difference(Point at) {
    Point formula = function.gradient(at);
    Point central = function.centralDifference(at);
    return Math.max(Math.abs(formula.x() - central.x()), Math.abs(formula.y() - central.y()));
  }

  /** {@code (-1.5, 2)}. */
  public static String pair(Point point) {
    return "("
        + ReadableNumbers.significant(point.x())
        + ", "
        + ReadableNumbers.significant(point.y())
        + ")";
  }

  /**
   * A path on a function, with the rule and the settings that made it.
   *
   * @param settings of the rule, those that somebody has set
   * @param learningRate before any schedule
   * @param noise deviation of the noise on its gradients
   */
  public record FunctionPath(
      String rule,
      Map<String, Object> settings,
      double learningRate,
      double noise,
      DescentPath path) {

    public Point start() {
      return path.points().get(0);
    }

    /** How it ended, to be read after its name; empty where it has all its steps. */
    public String ending() {
      return switch (path.end()) {
        case STEPS -> "";
        case GRADIENT_NORM -> "gradient small at step " + path.steps();
        case LEFT_WINDOW -> "left at step " + path.steps();
        case NOT_FINITE -> "not finite at step " + (path.steps() + 1);
      };
    }
  }
}

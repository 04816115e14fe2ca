package io.fallline.report.paths;

import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.Point;
import io.fallline.core.function.Window;
import io.fallline.core.path.PathTracer.DescentPath;
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
public record FunctionWithPaths(
    String name, PlaneFunction function, boolean climbs, Window window, List<FunctionPath> paths) {
  private static final String CSV_COLUMNS =
      "path,rule,learning_rate,noise,step,step_rate,x,y,value,formula_x,formula_y,difference_x,difference_y\n";

  public FunctionWithPaths {
    paths = List.copyOf(paths);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("no path to show");
    }
  }

  /** What paths look for, as far as it is known. */
  public List<Point> goals() {
    return climbs ? function.maxima() : function.minima();
  }

  public int steps() {
    return paths.stream().mapToInt(path -> path.path().steps()).max().orElseThrow();
  }

  /** The path's label: its rule and rate; noise and start where paths differ in them. */
  public String label(FunctionPath path) {
    List<String> parts = new ArrayList<>();
    parts.add(path.rule() + " " + significant(path.learningRate()));
    path.settings().forEach((setting, value) -> parts.add(setting + " " + value));
    if (paths.stream().anyMatch(other -> other.noise() != path.noise())) {
      parts.add(path.noise() == 0 ? "no noise" : "noise " + significant(path.noise()));
    }
    if (paths.stream().anyMatch(other -> !other.start().equals(path.start()))) {
      parts.add("from " + pair(path.start()));
    }
    return String.join(", ", parts);
  }

  /** Formula and central difference furthest apart, over all points of the path and both axes. */
  public double largestDifference(FunctionPath path) {
    return path.path().points().stream().mapToDouble(this::difference).max().orElse(0);
  }

  double difference(Point at) {
    Point formula = function.gradient(at);
    Point central = function.centralDifference(at);
    return Math.max(Math.abs(formula.x() - central.x()), Math.abs(formula.y() - central.y()));
  }

  /** {@code (-1.5, 2)}. */
  public static String pair(Point point) {
    return "(" + significant(point.x()) + ", " + significant(point.y()) + ")";
  }

  /**
   * A table of comma-separated values: a row for each point, with the gradient by formula and by
   * central difference beside each other.
   */
  public String toCsv() {
    StringBuilder table = new StringBuilder(CSV_COLUMNS);
    for (int i = 0; i < paths.size(); i++) {
      FunctionPath path = paths.get(i);
      List<Point> points = path.path().points();
      for (int step = 0; step < points.size(); step++) {
        table.append(i + 1).append(',').append(path.rule());
        append(table, path.learningRate(), path.noise());
        table.append(',').append(step).append(',');
        if (step > 0) { // the rate that led here
          table.append(path.path().learningRates().get(step - 1));
        }
        Point at = points.get(step);
        Point formula = function.gradient(at);
        Point difference = function.centralDifference(at);
        append(table, at.x(), at.y(), function.value(at));
        append(table, formula.x(), formula.y(), difference.x(), difference.y());
        table.append('\n');
      }
    }
    return table.toString();
  }

  private static void append(StringBuilder table, double... numbers) {
    for (double number : numbers) {
      table.append(',').append(number);
    }
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

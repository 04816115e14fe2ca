package io.fallline.report.paths;

import io.fallline.core.function.CentralDifference;
import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.Point;
import java.util.List;

/** What the page's script plays: an array a path, in it an array of numbers a point. */
final class PathData {
  private PathData() {}

  /**
   * In this order: x, y, value, the rate that led here, gradient by formula (2) and by central
   * difference (2), the point in the plot (2) and in the chart (2). Numbers only, so that there is
   * nothing to escape.
   */
  static String json(FunctionPaths shown, ContourPlot plot, ValueChart chart) {
    StringBuilder json = new StringBuilder("[");
    for (FunctionPath path : shown.paths()) {
      json.append(json.length() > 1 ? ",\n[" : "\n[");
      List<Point> charted = chart.pixels(path);
      for (int step = 0; step < charted.size(); step++) {
        Point at = path.path().points().get(step);
        json.append(step > 0 ? ",[" : "[");
        append(json, at);
        append(json, shown.function().value(at));
        append(json, step > 0 ? path.path().learningRates().get(step - 1) : Double.NaN);
        gradients(json, shown.function(), at);
        pixels(json, plot.pixels(at));
        pixels(json, charted.get(step));
        json.setCharAt(json.length() - 1, ']');
      }
      json.append(']');
    }
    return json.append("\n]").toString();
  }

  private static void gradients(StringBuilder json, PlaneFunction function, Point at) {
    append(json, function.gradient(at));
    append(json, CentralDifference.gradient(function, at));
  }

  private static void append(StringBuilder json, Point point) {
    append(json, point.x());
    append(json, point.y());
  }

  private static void append(StringBuilder json, double number) {
    json.append(Double.isFinite(number) ? Double.toString(number) : "null").append(',');
  }

  private static void pixels(StringBuilder json, Point point) {
    json.append(Scale.pixels(point.x())).append(',').append(Scale.pixels(point.y())).append(',');
  }
}

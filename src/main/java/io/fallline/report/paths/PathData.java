package io.fallline.report.paths;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fallline.core.function.Point;
import io.fallline.report.ReportJson;
import java.util.List;

/**
 * The numbers that the page's script plays, as JSON: an array of paths, each an array of points.
 */
final class PathData {
  private PathData() {}

  /**
   * A point has, in this order: x, y, value, the rate that led here, gradient by formula (2) and by
   * central difference (2), the pixels in the plot (2) and in the chart (2).
   */
  static String json(FunctionPaths shown, ContourPlot plot, ValueChart chart) {
    ArrayNode paths = ReportJson.array();
    for (FunctionPath path : shown.paths()) {
      ArrayNode points = paths.addArray();
      List<Point> charted = chart.pixels(path);
      for (int step = 0; step < charted.size(); step++) {
        Point at = path.path().points().get(step);
        ArrayNode point = points.addArray();
        add(point, at);
        add(point, shown.function().value(at));
        add(point, step > 0 ? path.path().learningRates().get(step - 1) : Double.NaN);
        add(point, shown.function().gradient(at));
        add(point, shown.function().centralDifference(at));
        addPixels(point, plot.pixels(at));
        addPixels(point, charted.get(step));
      }
    }
    return paths.toString();
  }

  private static void add(ArrayNode json, Point point) {
    add(json, point.x());
    add(json, point.y());
  }

  private static void add(ArrayNode json, double number) {
    if (Double.isFinite(number)) {
      json.add(number);
    } else {
      json.addNull();
    }
  }

  /** To a tenth. */
  private static void addPixels(ArrayNode json, Point at) {
    add(json, Math.rint(10 * at.x()) / 10);
    add(json, Math.rint(10 * at.y()) / 10);
  }
}

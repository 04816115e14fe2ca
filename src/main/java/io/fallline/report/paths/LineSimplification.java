package io.fallline.report.paths;

import io.fallline.core.function.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes points from a line that nobody sees: Douglas and Peucker, "Algorithms for the reduction
 * of the number of points required to represent a digitized line", 1973.
 */
final class LineSimplification {
  private LineSimplification() {}

  /** Keeps both ends, and what would otherwise be further than this from the line. */
  static List<Point> simplified(List<Point> points, double tolerance) {
    List<Point> kept = new ArrayList<>();
    kept.add(points.get(0));
    if (points.size() > 1) {
      keep(points, 0, points.size() - 1, tolerance, kept);
    }
    return kept;
  }

  /** Adds what is needed after {@code from}, up to and with {@code to}. */
  private static void keep(
      List<Point> points, int from, int to, double tolerance, List<Point> kept) {
    int furthest = from;
    double far = tolerance;
    for (int k = from + 1; k < to; k++) {
      double distance = distance(points.get(k), points.get(from), points.get(to));
      if (distance > far) {
        far = distance;
        furthest = k;
      }
    }
    if (furthest == from) {
      kept.add(points.get(to));
    } else {
      keep(points, from, furthest, tolerance, kept);
      keep(points, furthest, to, tolerance, kept);
    }
  }

  private static double distance(Point point, Point from, Point to) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double length = dx * dx + dy * dy;
    double along =
        length == 0 ? 0 : ((point.x() - from.x()) * dx + (point.y() - from.y()) * dy) / length;
    double share = Math.max(0, Math.min(1, along));
    Point nearest = new Point(from.x() + share * dx, from.y() + share * dy);
    return nearest.plus(point.times(-1)).norm();
  }
}

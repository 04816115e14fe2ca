package io.fallline.core.path;

import io.fallline.core.function.Point;
import java.util.List;

/**
 * Where a rule went.
 *
 * @param points the start, then one a step; all finite
 * @param learningRates of each step: one fewer than points
 */
public record DescentPath(List<Point> points, List<Double> learningRates, PathEnd end) {
  public DescentPath {
    points = List.copyOf(points);
    learningRates = List.copyOf(learningRates);
    if (points.size() != learningRates.size() + 1) {
      throw new IllegalArgumentException(
          points.size() + " points for " + learningRates.size() + " steps");
    }
  }

  public int steps() {
    return learningRates.size();
  }

  public Point last() {
    return points.get(points.size() - 1);
  }
}

package io.fallline.core.path;

import io.fallline.core.function.Point;
import java.util.List;

/**
 * The path of an update rule on a function of two variables.
 *
 * @param points the start, then one a step; all finite
 * @param learningRates of each step: one fewer than points
 * @param end why the path ends after its last point
 */
public record DescentPath(List<Point> points, List<Double> learningRates, End end) {
  /** Why a path ended. */
  public enum End {
    /** It has all its steps. */
    STEPS,
    /** A step's gradient was as small as somebody wanted. */
    GRADIENT_NORM,
    /** Its last point lies far outside the window. */
    LEFT_WINDOW,
    /** The next point would have been no number. */
    NOT_FINITE
  }

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

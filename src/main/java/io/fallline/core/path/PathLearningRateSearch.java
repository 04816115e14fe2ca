package io.fallline.core.path;

import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.Point;
import io.fallline.core.function.Window;
import io.fallline.core.path.PathTracer.DescentPath;
import java.util.function.DoubleFunction;

/**
 * A search for the learning rate that suits a rule on a function: of the rates 1, 2, 5 times a
 * power of ten whose paths stay within the window, the smallest that comes near to the best of them
 * in how far it is below its start, on average over its steps. Rules are not equally bold at the
 * same rate, so that each had better have its own; and the boldest that pays goes astray a lot.
 */
public final class PathLearningRateSearch {
  private static final double[] TRIED = {
    1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50
  };

  private static final double NEAR = 0.95;

  private PathLearningRateSearch() {}

  /**
   * @param descents a rate → the rule's descent with it
   * @return the smallest rate where no path stays within the window
   */
  public static double of(
      DoubleFunction<PathTracer> descents, PlaneFunction function, Point start, Window window) {
    double[] depths = new double[TRIED.length];
    double deepest = 0;
    for (int k = 0; k < TRIED.length; k++) {
      PathTracer descent = descents.apply(TRIED[k]);
      DescentPath path = descent.from(start, function, window);
      depths[k] = depth(path, descent.rate().plannedSteps(), function, window);
      deepest = Math.max(deepest, depths[k]);
    }
    for (int k = 0; k < TRIED.length; k++) {
      if (deepest > 0 && depths[k] >= NEAR * deepest) {
        return TRIED[k];
      }
    }
    return TRIED[0];
  }

  /**
   * How far the path is below its start, summed over all planned steps: one that has ended stays
   * where it is. Minus infinity for one that leaves the window.
   */
  private static double depth(
      DescentPath path, long planned, PlaneFunction function, Window window) {
    boolean stays = path.points().stream().allMatch(window::contains);
    if (!stays || path.end() == DescentPath.End.NOT_FINITE) {
      return Double.NEGATIVE_INFINITY;
    }
    double start = function.value(path.points().get(0));
    double depth = (planned - path.steps()) * (start - function.value(path.last()));
    for (Point point : path.points()) {
      depth += start - function.value(point);
    }
    return depth;
  }
}

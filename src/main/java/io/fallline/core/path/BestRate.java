package io.fallline.core.path;

import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.Point;
import io.fallline.core.function.Window;
import java.util.function.DoubleFunction;

/**
 * The learning rate that suits a rule on a function, found by trying: of the rates 1, 2, 5 times a
 * power of ten the one whose path has the lowest mean value, of those whose paths stay within the
 * window. Rules are not equally bold at the same rate, so that each had better have its own.
 */
public final class BestRate {
  private static final double[] TRIED = {
    1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50
  };

  private BestRate() {}

  /**
   * @param descents a rate → the rule's descent with it
   * @return the smallest rate where no path stays within the window
   */
  public static double of(
      DoubleFunction<Descent> descents, PlaneFunction function, Point start, Window window) {
    double best = TRIED[0];
    double lowest = Double.POSITIVE_INFINITY;
    for (double rate : TRIED) {
      Descent descent = descents.apply(rate);
      DescentPath path = descent.from(start, function, window);
      double sum = sum(path, descent.rate().plannedSteps(), function, window);
      if (sum < lowest) {
        lowest = sum;
        best = rate;
      }
    }
    return best;
  }

  /** Over all planned steps: a path that has ended stays where it is. */
  private static double sum(DescentPath path, long planned, PlaneFunction function, Window window) {
    boolean stays = path.points().stream().allMatch(window::contains);
    if (!stays || path.end() == PathEnd.NOT_FINITE) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = (planned - path.steps()) * function.value(path.last());
    for (Point point : path.points()) {
      sum += function.value(point);
    }
    return sum;
  }
}

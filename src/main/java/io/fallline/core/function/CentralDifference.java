package io.fallline.core.function;

/**
 * A gradient that knows no formula: (f(x+h, y) − f(x−h, y)) / 2h, and likewise in y. With h =
 * ε^⅓·max(1, |x|), ε the spacing of numbers at 1, what is left out (h²) and what is rounded off
 * (ε/h) are about equally small.
 */
public final class CentralDifference {
  private static final double STEP = StrictMath.cbrt(Math.ulp(1.0));

  private CentralDifference() {}

  public static Point gradient(PlaneFunction function, Point at) {
    double h = STEP * Math.max(1, Math.abs(at.x()));
    double k = STEP * Math.max(1, Math.abs(at.y()));
    return new Point(
        derivative(function, new Point(at.x() - h, at.y()), new Point(at.x() + h, at.y())),
        derivative(function, new Point(at.x(), at.y() - k), new Point(at.x(), at.y() + k)));
  }

  private static double derivative(PlaneFunction function, Point before, Point after) {
    // by what lies between the rounded points, not by 2h
    double apart = (after.x() - before.x()) + (after.y() - before.y());
    return (function.value(after) - function.value(before)) / apart;
  }
}

package io.fallline.core.function;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * A function of two variables on which one can see what an update rule does. It is computed with
 * {@link StrictMath}, so that a path is the same everywhere.
 *
 * @param formula as a person writes it: {@code "x² + 2y²"}
 * @param valueAt f(x, y)
 * @param gradientAt (∂f/∂x, ∂f/∂y), by formula
 * @param window the part of the plane worth a look
 * @param start where paths begin, unless somebody says otherwise
 * @param minima every local minimum, the lowest first; none where the function goes down for ever
 * @param maxima every local maximum, the highest first
 */
public record PlaneFunction(
    String formula,
    ToDoubleFunction<Point> valueAt,
    UnaryOperator<Point> gradientAt,
    Window window,
    Point start,
    List<Point> minima,
    List<Point> maxima) {
  /** The step of a central difference at 1: the cube root of the spacing of numbers there. */
  private static final double STEP = StrictMath.cbrt(Math.ulp(1.0));

  /** How far a climb begins beside a minimum, as a share of the window. */
  private static final double BESIDE = 0.05;

  public double value(Point at) {
    return valueAt.applyAsDouble(at);
  }

  public Point gradient(Point at) {
    return gradientAt.apply(at);
  }

  /**
   * A gradient that knows no formula: (f(x+h, y) − f(x−h, y)) / 2h, and the same in y. With h =
   * ε^⅓·max(1, |x|), ε the spacing of numbers at 1, what is left out (h²) and what is rounded off
   * (ε/h) are about equally small.
   */
  public Point centralDifference(Point at) {
    double h = STEP * Math.max(1, Math.abs(at.x()));
    double k = STEP * Math.max(1, Math.abs(at.y()));
    return new Point(
        derivative(new Point(at.x() - h, at.y()), new Point(at.x() + h, at.y())),
        derivative(new Point(at.x(), at.y() - k), new Point(at.x(), at.y() + k)));
  }

  private double derivative(Point before, Point after) {
    // by what lies between the rounded points, not by 2h
    double apart = (after.x() - before.x()) + (after.y() - before.y());
    return (value(after) - value(before)) / apart;
  }

  /** −f: a descent of it climbs f. */
  public PlaneFunction negated() {
    return new PlaneFunction(
        "−(" + formula + ")",
        at -> -value(at),
        at -> gradient(at).times(-1),
        window,
        startOfClimb(),
        maxima,
        minima);
  }

  /** Where a climb would never end, beside the lowest minimum: most of the window lies ahead. */
  private Point startOfClimb() {
    return minima.isEmpty() || !maxima.isEmpty()
        ? start
        : minima.get(0).plus(new Point(window.width() * BESIDE, window.height() * BESIDE));
  }
}

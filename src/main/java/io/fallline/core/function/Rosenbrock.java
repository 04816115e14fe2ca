package io.fallline.core.function;

import java.util.List;

/**
 * (1 − x)² + 100(y − x²)²: a narrow valley that bends; to find it is easy, to follow it is not. ∇f
 * = (−2(1 − x) − 400x(y − x²), 200(y − x²)).
 *
 * <p>Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960;
 * the start is his.
 */
final class Rosenbrock implements PlaneFunction {
  @Override
  public String formula() {
    return "(1 − x)² + 100(y − x²)²";
  }

  @Override
  public double value(Point at) {
    double beside = 1 - at.x();
    double above = at.y() - at.x() * at.x();
    return beside * beside + 100 * above * above;
  }

  @Override
  public Point gradient(Point at) {
    double above = at.y() - at.x() * at.x();
    return new Point(-2 * (1 - at.x()) - 400 * at.x() * above, 200 * above);
  }

  @Override
  public Window window() {
    return new Window(-2, 2, -0.8, 2.2);
  }

  @Override
  public Point start() {
    return new Point(-1.2, 1);
  }

  @Override
  public List<Point> minima() {
    return List.of(new Point(1, 1));
  }
}

package io.fallline.core.function;

import java.util.List;

/**
 * x² + 2y²: the easiest there is, convex and nearly round. ∇f = (2x, 4y); the largest curvature is
 * L = 4, so that plain gradient descent converges for rates below 2/L = 0.5 and diverges above.
 */
final class Bowl implements PlaneFunction {
  @Override
  public String formula() {
    return "x² + 2y²";
  }

  @Override
  public double value(Point at) {
    return at.x() * at.x() + 2 * at.y() * at.y();
  }

  @Override
  public Point gradient(Point at) {
    return new Point(2 * at.x(), 4 * at.y());
  }

  @Override
  public Window window() {
    return new Window(-4, 4, -3, 3);
  }

  @Override
  public Point start() {
    return new Point(-3.2, 2.4);
  }

  @Override
  public List<Point> minima() {
    return List.of(new Point(0, 0));
  }
}

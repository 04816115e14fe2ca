package io.fallline.core.function;

import java.util.List;

/**
 * x² + 2xy + cos(x + 2y): no minimum and no maximum at all. With s = x + 2y it is xs + cos s, whose
 * only stationary point, x = 0 = s, is a saddle; every path that is not caught there goes down, or
 * up, for ever. ∇f = (2x + 2y − sin s, 2x − 2 sin s).
 */
final class Waves implements PlaneFunction {
  @Override
  public String formula() {
    return "x² + 2xy + cos(x + 2y)";
  }

  @Override
  public double value(Point at) {
    double s = at.x() + 2 * at.y();
    return at.x() * s + StrictMath.cos(s);
  }

  @Override
  public Point gradient(Point at) {
    double sine = StrictMath.sin(at.x() + 2 * at.y());
    return new Point(2 * at.x() + 2 * at.y() - sine, 2 * at.x() - 2 * sine);
  }

  @Override
  public Window window() {
    return new Window(-8, 8, -6, 6);
  }

  @Override
  public Point start() {
    return new Point(2, 1.5);
  }

  @Override
  public List<Point> minima() {
    return List.of();
  }
}

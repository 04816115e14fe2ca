package io.fallline.core.function;

import java.util.List;

/**
 * ½(x² + 20y²): convex, but twenty times as steep across as along. ∇f = (x, 20y), L = 20: the steep
 * direction allows plain gradient descent no rate above 2/L = 0.1, with which the flat one takes
 * long.
 */
final class Ravine implements PlaneFunction {
  private static final double ACROSS = 20;

  @Override
  public String formula() {
    return "½(x² + 20y²)";
  }

  @Override
  public double value(Point at) {
    return (at.x() * at.x() + ACROSS * at.y() * at.y()) / 2;
  }

  @Override
  public Point gradient(Point at) {
    return new Point(at.x(), ACROSS * at.y());
  }

  @Override
  public Window window() {
    return new Window(-4.4, 2, -2.4, 2.4);
  }

  @Override
  public Point start() {
    return new Point(-4, 1);
  }

  @Override
  public List<Point> minima() {
    return List.of(new Point(0, 0));
  }
}

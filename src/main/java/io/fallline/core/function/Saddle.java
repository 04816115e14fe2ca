package io.fallline.core.function;

import java.util.List;

/**
 * ½x² + ¼y⁴ − ½y²: two minima, (0, ±1), and between them a saddle, (0, 0), where the gradient is 0
 * too. ∇f = (x, y³ − y). From a point with y = 0 gradient descent ends at the saddle.
 *
 * <p>Nesterov, "Introductory Lectures on Convex Optimization", 2004, section 1.2.3.
 */
final class Saddle implements PlaneFunction {
  @Override
  public String formula() {
    return "½x² + ¼y⁴ − ½y²";
  }

  @Override
  public double value(Point at) {
    double squareOfY = at.y() * at.y();
    return at.x() * at.x() / 2 + squareOfY * squareOfY / 4 - squareOfY / 2;
  }

  @Override
  public Point gradient(Point at) {
    return new Point(at.x(), at.y() * at.y() * at.y() - at.y());
  }

  @Override
  public Window window() {
    return new Window(-2.2, 2.2, -1.65, 1.65);
  }

  @Override
  public Point start() {
    return new Point(-1.8, 0.001); // all but on the ridge
  }

  @Override
  public List<Point> minima() {
    return List.of(new Point(0, 1), new Point(0, -1));
  }
}

package io.fallline.core.function;

import java.util.List;

/**
 * (x² + y − 11)² + (x + y² − 7)² + ½(x − 3)² + ½(y − 2)²: four minima, of which (3, 2) is the
 * lowest. Which one a path ends in is for its start, and its rule, to decide.
 *
 * <p>Himmelblau, "Applied Nonlinear Programming", 1972, whose function has the first two terms and
 * four minima of value 0; the others raise all but the one at (3, 2). With u = x² + y − 11 and v =
 * x + y² − 7, ∇f = (4xu + 2v + x − 3, 2u + 4yv + y − 2).
 */
final class FourMinima implements PlaneFunction {
  @Override
  public String formula() {
    return "(x² + y − 11)² + (x + y² − 7)² + ½(x − 3)² + ½(y − 2)²";
  }

  @Override
  public double value(Point at) {
    double u = u(at);
    double v = v(at);
    double beside = at.x() - 3;
    double above = at.y() - 2;
    return u * u + v * v + (beside * beside + above * above) / 2;
  }

  @Override
  public Point gradient(Point at) {
    double u = u(at);
    double v = v(at);
    return new Point(4 * at.x() * u + 2 * v + at.x() - 3, 2 * u + 4 * at.y() * v + at.y() - 2);
  }

  private static double u(Point at) {
    return at.x() * at.x() + at.y() - 11;
  }

  private static double v(Point at) {
    return at.x() + at.y() * at.y() - 7;
  }

  @Override
  public Window window() {
    return new Window(-6.4, 6.4, -4.8, 4.8);
  }

  @Override
  public Point start() {
    return new Point(-0.5, -2); // on high ground, where a little decides
  }

  /** The last three to the nearest floating-point number: Newton's method. */
  @Override
  public List<Point> minima() {
    return List.of(
        new Point(3, 2),
        new Point(3.5689107636724233, -1.702235502171428),
        new Point(-2.712361584747502, 3.115682643035116),
        new Point(-3.6981974371102795, -3.1953957064241387));
  }

  @Override
  public List<Point> maxima() {
    return List.of(new Point(-0.3218942596495809, -1.1173730288286068));
  }
}

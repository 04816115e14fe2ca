package io.fallline.core.function;

import io.fallline.core.setting.FactoryRegistry;
import io.fallline.core.setting.Hyperparameters;
import java.util.List;

/**
 * The functions that paths can be drawn on, by name. A new one is a method and a line here; its
 * Javadoc is what docs print of it.
 */
public final class PlaneFunctions {
  private PlaneFunctions() {}

  public static FactoryRegistry<PlaneFunction> registry() {
    return new FactoryRegistry<PlaneFunction>("function")
        .add("bowl", PlaneFunctions::bowl)
        .add("ravine", PlaneFunctions::ravine)
        .add("saddle", PlaneFunctions::saddle)
        .add("minima", PlaneFunctions::minima)
        .add("rosenbrock", PlaneFunctions::rosenbrock)
        .add("waves", PlaneFunctions::waves);
  }

  /**
   * x² + 2y²: the easiest there is, convex and nearly round. ∇f = (2x, 4y); the largest curvature
   * is L = 4, so that plain gradient descent converges for rates below 2/L = 0.5 and diverges
   * above.
   */
  private static PlaneFunction bowl(Hyperparameters settings) {
    return new PlaneFunction(
        "x² + 2y²",
        at -> at.x() * at.x() + 2 * at.y() * at.y(),
        at -> new Point(2 * at.x(), 4 * at.y()),
        new Window(-4, 4, -3, 3),
        new Point(-3.2, 2.4),
        List.of(new Point(0, 0)),
        List.of());
  }

  /**
   * ½(x² + 20y²): convex, but twenty times as steep across as along. ∇f = (x, 20y), L = 20: the
   * steep direction allows plain gradient descent no rate above 2/L = 0.1, with which the flat one
   * takes long.
   */
  private static PlaneFunction ravine(Hyperparameters settings) {
    return new PlaneFunction(
        "½(x² + 20y²)",
        at -> (at.x() * at.x() + 20 * at.y() * at.y()) / 2,
        at -> new Point(at.x(), 20 * at.y()),
        new Window(-4.4, 2, -2.4, 2.4),
        new Point(-4, 1),
        List.of(new Point(0, 0)),
        List.of());
  }

  /**
   * ½x² + ¼y⁴ − ½y²: two minima, (0, ±1), and between them a saddle, (0, 0), where the gradient is
   * 0 too. ∇f = (x, y³ − y). From a point with y = 0 gradient descent ends at the saddle.
   *
   * <p>Nesterov, "Introductory Lectures on Convex Optimization", 2004, section 1.2.3.
   */
  private static PlaneFunction saddle(Hyperparameters settings) {
    return new PlaneFunction(
        "½x² + ¼y⁴ − ½y²",
        at -> {
          double squareOfY = at.y() * at.y();
          return at.x() * at.x() / 2 + squareOfY * squareOfY / 4 - squareOfY / 2;
        },
        at -> new Point(at.x(), at.y() * at.y() * at.y() - at.y()),
        new Window(-2.2, 2.2, -1.65, 1.65),
        new Point(-1.8, 0.001), // all but on the ridge
        List.of(new Point(0, 1), new Point(0, -1)),
        List.of());
  }

  /**
   * (x² + y − 11)² + (x + y² − 7)² + ½(x − 3)² + ½(y − 2)²: four minima, of which (3, 2) is the
   * lowest. Which one a path ends in is for its start, and its rule, to decide.
   *
   * <p>Himmelblau, "Applied Nonlinear Programming", 1972, whose function has the first two terms
   * and four minima of value 0; the others raise all but the one at (3, 2). With u = x² + y − 11
   * and v = x + y² − 7, ∇f = (4xu + 2v + x − 3, 2u + 4yv + y − 2).
   */
  private static PlaneFunction minima(Hyperparameters settings) {
    return new PlaneFunction(
        "(x² + y − 11)² + (x + y² − 7)² + ½(x − 3)² + ½(y − 2)²",
        at -> {
          double u = at.x() * at.x() + at.y() - 11;
          double v = at.x() + at.y() * at.y() - 7;
          double beside = at.x() - 3;
          double above = at.y() - 2;
          return u * u + v * v + (beside * beside + above * above) / 2;
        },
        at -> {
          double u = at.x() * at.x() + at.y() - 11;
          double v = at.x() + at.y() * at.y() - 7;
          return new Point(
              4 * at.x() * u + 2 * v + at.x() - 3, 2 * u + 4 * at.y() * v + at.y() - 2);
        },
        new Window(-6.4, 6.4, -4.8, 4.8),
        new Point(-0.5, -2), // on high ground, where a little decides
        // the last three to the nearest floating-point number: Newton's method
        List.of(
            new Point(3, 2),
            new Point(3.5689107636724233, -1.702235502171428),
            new Point(-2.712361584747502, 3.115682643035116),
            new Point(-3.6981974371102795, -3.1953957064241387)),
        List.of(new Point(-0.3218942596495809, -1.1173730288286068)));
  }

  /**
   * (1 − x)² + 100(y − x²)²: a narrow valley that bends; to find it is easy, to follow it is not.
   * ∇f = (−2(1 − x) − 400x(y − x²), 200(y − x²)).
   *
   * <p>Rosenbrock, "An automatic method for finding the greatest or least value of a function",
   * 1960; the start is his.
   */
  private static PlaneFunction rosenbrock(Hyperparameters settings) {
    return new PlaneFunction(
        "(1 − x)² + 100(y − x²)²",
        at -> {
          double beside = 1 - at.x();
          double above = at.y() - at.x() * at.x();
          return beside * beside + 100 * above * above;
        },
        at -> {
          double above = at.y() - at.x() * at.x();
          return new Point(-2 * (1 - at.x()) - 400 * at.x() * above, 200 * above);
        },
        new Window(-2, 2, -0.8, 2.2),
        new Point(-1.2, 1),
        List.of(new Point(1, 1)),
        List.of());
  }

  /**
   * x² + 2xy + cos(x + 2y): no minimum and no maximum at all. With s = x + 2y it is xs + cos s,
   * whose only stationary point, x = 0 = s, is a saddle; every path that is not caught there goes
   * down, or up, for ever. ∇f = (2x + 2y − sin s, 2x − 2 sin s).
   */
  private static PlaneFunction waves(Hyperparameters settings) {
    return new PlaneFunction(
        "x² + 2xy + cos(x + 2y)",
        at -> {
          double s = at.x() + 2 * at.y();
          return at.x() * s + StrictMath.cos(s);
        },
        at -> {
          double sine = StrictMath.sin(at.x() + 2 * at.y());
          return new Point(2 * at.x() + 2 * at.y() - sine, 2 * at.x() - 2 * sine);
        },
        new Window(-8, 8, -6, 6),
        new Point(2, 1.5),
        List.of(),
        List.of());
  }
}

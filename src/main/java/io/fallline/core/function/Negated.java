package io.fallline.core.function;

import java.util.List;

/** −f: a descent of it climbs f. */
public record Negated(PlaneFunction function) implements PlaneFunction {
  private static final double BESIDE = 0.05;

  @Override
  public String formula() {
    return "−(" + function.formula() + ")";
  }

  @Override
  public double value(Point at) {
    return -function.value(at);
  }

  @Override
  public Point gradient(Point at) {
    return function.gradient(at).times(-1);
  }

  @Override
  public Window window() {
    return function.window();
  }

  /** Where a climb would never end, beside the lowest minimum: most of the window lies ahead. */
  @Override
  public Point start() {
    if (function.minima().isEmpty() || !function.maxima().isEmpty()) {
      return function.start();
    }
    Point lowest = function.minima().get(0);
    return lowest.plus(new Point(window().width() * BESIDE, window().height() * BESIDE));
  }

  @Override
  public List<Point> minima() {
    return function.maxima();
  }

  @Override
  public List<Point> maxima() {
    return function.minima();
  }
}

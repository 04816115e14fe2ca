package io.fallline.core.function;

import java.util.List;

/**
 * A function of two variables on which one can see what an update rule does. It is computed with
 * {@link StrictMath}, so that a path is the same everywhere.
 */
public interface PlaneFunction {
  /** As a person writes it: {@code "x² + 2y²"}. */
  String formula();

  double value(Point at);

  /** (∂f/∂x, ∂f/∂y), by formula. */
  Point gradient(Point at);

  /** The part of the plane worth a look. */
  Window window();

  /** Where paths begin, unless somebody says otherwise. */
  Point start();

  /** Every local minimum, the lowest first; none where the function goes down for ever. */
  List<Point> minima();

  /** Every local maximum, the highest first. */
  default List<Point> maxima() {
    return List.of();
  }
}

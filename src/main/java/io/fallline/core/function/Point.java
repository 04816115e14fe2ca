package io.fallline.core.function;

/** A point of the plane; also a gradient, which has one number a coordinate too. */
public record Point(double x, double y) {
  public boolean isFinite() {
    return Double.isFinite(x) && Double.isFinite(y);
  }

  public Point plus(Point other) {
    return new Point(x + other.x, y + other.y);
  }

  public Point times(double factor) {
    return new Point(factor * x, factor * y);
  }

  public double norm() {
    return StrictMath.hypot(x, y);
  }
}

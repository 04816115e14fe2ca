package io.fallline.core.function;

/** The part of the plane that a picture shows. */
public record Window(double left, double right, double bottom, double top) {
  /** What is beside a point that makes a window larger, as a share of its size. */
  private static final double MARGIN = 0.1;

  public Window {
    if (!(left < right && bottom < top)) {
      throw new IllegalArgumentException(
          "no window: x " + left + " to " + right + ", y " + bottom + " to " + top);
    }
  }

  public double width() {
    return right - left;
  }

  public double height() {
    return top - bottom;
  }

  public boolean contains(Point point) {
    return point.x() >= left && point.x() <= right && point.y() >= bottom && point.y() <= top;
  }

  /** This window, or a larger one around it and a point outside. */
  public Window including(Point point) {
    if (contains(point)) {
      return this;
    }
    double besideX = MARGIN * (Math.max(right, point.x()) - Math.min(left, point.x()));
    double besideY = MARGIN * (Math.max(top, point.y()) - Math.min(bottom, point.y()));
    return new Window(
        Math.min(left, point.x() - besideX),
        Math.max(right, point.x() + besideX),
        Math.min(bottom, point.y() - besideY),
        Math.max(top, point.y() + besideY));
  }

  /** The same middle, this many times as wide and high. */
  public Window enlarged(double times) {
    double x = (times - 1) / 2 * width();
    double y = (times - 1) / 2 * height();
    return new Window(left - x, right + x, bottom - y, top + y);
  }

  /** The smallest window around this one, with the same middle, that is so much wider than high. */
  public Window withAspect(double widthToHeight) {
    double wider = Math.max(0, height() * widthToHeight - width()) / 2;
    double higher = Math.max(0, width() / widthToHeight - height()) / 2;
    return new Window(left - wider, right + wider, bottom - higher, top + higher);
  }
}

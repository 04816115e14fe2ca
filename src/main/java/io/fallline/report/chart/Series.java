package io.fallline.report.chart;

/**
 * A named series of points in a chart.
 *
 * @param x ascending
 * @param y as many; what is not finite is a gap
 * @param radii of the dots, in pixels; null for those of one size, and for other forms
 */
public record Series(String name, Form form, double[] x, double[] y, double[] radii) {
  /** How it is drawn. */
  public enum Form {
    /** A line through the mean of each bit of the width, in the band from the least to the most. */
    COURSE,
    /** A line through every point. */
    EXACT,
    /** A course, with its points where they are few. */
    DOTS,
    /** A thin line to compare others with; it is not among the names. */
    GUIDE,
    /** One of many: a thin grey line behind the others; it is not among the names. */
    FAINT,
    /** A place along x, as a line from bottom to top; it has a name, and no number. */
    MARK
  }

  public Series {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " numbers along x, " + y.length + " along y");
    }
  }

  public static Series course(String name, double[] x, double[] y) {
    return new Series(name, Form.COURSE, x, y, null);
  }

  public static Series exact(String name, double[] x, double[] y) {
    return new Series(name, Form.EXACT, x, y, null);
  }

  public static Series dots(String name, double[] x, double[] y) {
    return new Series(name, Form.DOTS, x, y, null);
  }

  public static Series faint(String name, double[] x, double[] y) {
    return new Series(name, Form.FAINT, x, y, null);
  }

  public static Series mark(String name, double x, Axis y) {
    double[] ends = {y.from(), y.to()};
    return new Series(name, Form.MARK, new double[] {x, x}, ends, null);
  }

  public static Series guide(String name, double[] x, double[] y) {
    return new Series(name, Form.GUIDE, x, y, null);
  }

  /** The line along which y is x. */
  public static Series diagonal() {
    return guide("", new double[] {0, 1}, new double[] {0, 1});
  }
}

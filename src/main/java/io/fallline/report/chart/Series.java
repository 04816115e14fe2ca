package io.fallline.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A named series of points in a chart.
 *
 * @param x ascending
 * @param y as many; what is not finite is a gap
 * @param radii of the dots, in pixels; null for those of one size, and for other forms
 */
public record Series(String name, Form form, double[] x, double[] y, double[] radii) {
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

  /**
   * A series downsampled to the columns of a picture: for the points of a column their mean, least
   * and greatest. A column without points is left out; one whose points are no numbers is a gap.
   */
  record DownsampledSeries(List<Column> columns) {
    /**
     * @param x the mean of the points' places
     * @param mean NaN in a gap
     */
    record Column(double x, double least, double mean, double greatest) {}

    static DownsampledSeries of(Series series, Axis axis, int columns) {
      List<Column> thinned = new ArrayList<>();
      int from = 0;
      while (from < series.x().length) {
        int column = column(axis, series.x()[from], columns);
        int to = from + 1;
        while (to < series.x().length && column(axis, series.x()[to], columns) == column) {
          to++;
        }
        thinned.add(column(series, from, to));
        from = to;
      }
      return new DownsampledSeries(thinned);
    }

    /** Every point a column. */
    static DownsampledSeries not(Series series) {
      List<Column> all = new ArrayList<>();
      for (int i = 0; i < series.x().length; i++) {
        all.add(column(series, i, i + 1));
      }
      return new DownsampledSeries(all);
    }

    /** The column nearest to a place; null of none. */
    Column nearest(double x) {
      Column nearest = null;
      for (Column column : columns) {
        if (nearest == null || Math.abs(column.x - x) < Math.abs(nearest.x - x)) {
          nearest = column;
        }
      }
      return nearest;
    }

    private static int column(Axis axis, double x, int columns) {
      return (int) Math.min(columns - 1, axis.at(x) * columns);
    }

    private static Column column(Series series, int from, int to) {
      double x = 0;
      double mean = 0;
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      int numbers = 0;
      for (int i = from; i < to; i++) {
        x += (series.x()[i] - x) / (i - from + 1);
        double y = series.y()[i];
        if (Double.isFinite(y)) {
          numbers++;
          // halves of the difference, for it need not be a double
          mean += 2 * ((y / 2 - mean / 2) / numbers);
          least = Math.min(least, y);
          greatest = Math.max(greatest, y);
        }
      }
      return numbers == 0
          ? new Column(x, Double.NaN, Double.NaN, Double.NaN)
          : new Column(x, least, mean, greatest);
    }
  }
}

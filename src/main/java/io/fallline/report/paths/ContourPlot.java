package io.fallline.report.paths;

import io.fallline.core.function.Point;
import io.fallline.core.function.Window;
import io.fallline.report.chart.Axis;
import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.HtmlMarkup;
import io.fallline.report.chart.PlotArea;
import io.fallline.report.paths.FunctionWithPaths.FunctionPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The contour plot of a function with paths on it; both axes have the same scale. */
final class ContourPlot {
  static final int WIDTH = 536;
  static final int HEIGHT = 417;
  private static final int RIGHT = WIDTH - PlotArea.RIGHT_MARGIN;
  private static final int BOTTOM = HEIGHT - PlotArea.BOTTOM_MARGIN;
  private static final double ASPECT =
      (double) (RIGHT - PlotArea.LEFT_MARGIN) / (BOTTOM - PlotArea.TOP_MARGIN);

  private static final int LEVELS = 14;
  private static final double TOLERANCE = 0.2;

  /** More steps than these stand too close for dots. */
  private static final int MOST_DOTS = 120;

  private final FunctionWithPaths shown;
  private final Window window;
  private final PlotArea area;

  ContourPlot(FunctionWithPaths shown) {
    this.shown = shown;
    this.window = shown.window().withAspect(ASPECT);
    this.area =
        new PlotArea(
            new Axis("x", window.left(), window.right(), false),
            new Axis("y", window.bottom(), window.top(), false),
            PlotArea.LEFT_MARGIN,
            PlotArea.TOP_MARGIN,
            RIGHT,
            BOTTOM);
  }

  /** To be set into an SVG of {@link #WIDTH} and {@link #HEIGHT}. */
  void drawOn(HtmlMarkup svg) {
    contours(svg);
    area.drawFrame(svg);
    area.openClipped(svg, "inside");
    for (Point goal : shown.goals()) {
      Point at = pixels(goal).plus(new Point(-6, 0));
      svg.empty("path", "class d", "goal", "M" + PlotArea.pixels(at) + "h12m-6-6v12");
    }
    for (int i = 0; i < shown.paths().size(); i++) {
      path(svg, shown.paths().get(i), i);
    }
    svg.close().lineBreak();
  }

  Point pixels(Point point) {
    return area.pixels(point.x(), point.y());
  }

  private void contours(HtmlMarkup svg) {
    Contours contours = new Contours(shown.function(), window);
    svg.open("g", "class", "contours").lineBreak();
    for (double level : contours.levels(LEVELS)) {
      StringBuilder d = new StringBuilder();
      for (List<Point> outline : contours.outlines(level)) {
        List<Point> closed = new ArrayList<>(outline.stream().map(this::pixels).toList());
        closed.add(closed.get(0));
        d.append(line(LineSimplification.simplified(closed, TOLERANCE))).append('z');
      }
      svg.empty("path", "d", d);
    }
    svg.close().lineBreak();
  }

  private void path(HtmlMarkup svg, FunctionPath path, int index) {
    List<Point> points = path.path().points().stream().map(this::pixels).toList();
    svg.open("g", "class data-path", "path " + ChartStyle.lineStyle(index), index).lineBreak();
    svg.empty("path", "class d", "line", line(points));
    if (points.size() <= MOST_DOTS) {
      StringBuilder dots = new StringBuilder();
      points.forEach(point -> dots.append('M').append(PlotArea.pixels(point)).append("h0"));
      svg.empty("path", "class d", "dots", dots);
    }
    circle(svg, "start", points.get(0));
    circle(svg, "end", points.get(points.size() - 1));
    svg.close().lineBreak();
  }

  private static void circle(HtmlMarkup svg, String type, Point at) {
    String x = PlotArea.pixels(at.x());
    svg.empty("circle", "class cx cy r", type, x, PlotArea.pixels(at.y()), 4.5);
  }

  /** A line through these pixels as SVG's path data. */
  static String line(List<Point> pixels) {
    return pixels.stream().map(PlotArea::pixels).collect(Collectors.joining("L", "M", ""));
  }
}

package io.fallline.report.paths;

import io.fallline.core.function.Point;
import io.fallline.core.function.Window;
import io.fallline.report.ReadableNumbers;
import io.fallline.report.chart.HtmlMarkup;
import java.util.ArrayList;
import java.util.List;

/** The function from above, its contours, and the paths on it; one scale for both axes. */
final class ContourPlot {
  static final int WIDTH = 536;
  static final int HEIGHT = 402;
  private static final int LEFT = 44;
  private static final int TOP = 8;
  private static final int RIGHT = WIDTH - 12;
  private static final int BOTTOM = HEIGHT - 34;
  static final double ASPECT = (double) (RIGHT - LEFT) / (BOTTOM - TOP);

  private static final int LEVELS = 14;
  private static final double TOLERANCE = 0.2;

  /** More steps than these stand too close for dots. */
  private static final int MOST_DOTS = 120;

  private final FunctionPaths shown;
  private final Window window;
  private final Scale x;
  private final Scale y;

  ContourPlot(FunctionPaths shown) {
    this.shown = shown;
    this.window = shown.window().withAspect(ASPECT);
    this.x = new Scale(window.left(), window.right(), LEFT, RIGHT);
    this.y = new Scale(window.bottom(), window.top(), BOTTOM, TOP);
  }

  /** To be set into an SVG of {@link #WIDTH} and {@link #HEIGHT}. */
  void drawOn(HtmlMarkup svg) {
    svg.open("clipPath", "id", "inside");
    svg.empty("rect", "x", LEFT, "y", TOP, "width", RIGHT - LEFT, "height", BOTTOM - TOP);
    svg.close();
    contours(svg);
    axes(svg);
    svg.open("g", "clip-path", "url(#inside)").lineBreak();
    for (Point goal : shown.goals()) {
      Point at = pixels(goal);
      svg.empty(
          "path",
          "class",
          "goal",
          "d",
          "M" + Scale.pixels(at.x() - 6) + " " + Scale.pixels(at.y()) + "h12m-6-6v12");
    }
    for (int i = 0; i < shown.paths().size(); i++) {
      path(svg, shown.paths().get(i), i);
    }
    svg.close().lineBreak();
  }

  Point pixels(Point point) {
    return new Point(x.at(point.x()), y.at(point.y()));
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

  private void axes(HtmlMarkup svg) {
    svg.empty(
        "rect",
        "class",
        "frame",
        "x",
        LEFT,
        "y",
        TOP,
        "width",
        RIGHT - LEFT,
        "height",
        BOTTOM - TOP);
    for (double tick : x.ticks(8)) {
      String at = Scale.pixels(x.at(tick));
      svg.empty("path", "class", "tick", "d", "M" + at + " " + BOTTOM + "v4");
      svg.element(
          "text",
          ReadableNumbers.significant(tick),
          "x",
          at,
          "y",
          BOTTOM + 18,
          "text-anchor",
          "middle");
    }
    for (double tick : y.ticks(7)) {
      String at = Scale.pixels(y.at(tick));
      svg.empty("path", "class", "tick", "d", "M" + LEFT + " " + at + "h-4");
      svg.element(
          "text",
          ReadableNumbers.significant(tick),
          "x",
          LEFT - 8,
          "y",
          Scale.pixels(y.at(tick) + 4),
          "text-anchor",
          "end");
    }
    svg.element("text", "x", "x", RIGHT, "y", BOTTOM + 32, "text-anchor", "end");
    svg.element("text", "y", "x", LEFT - 34, "y", TOP + 10);
  }

  private void path(HtmlMarkup svg, FunctionPath path, int index) {
    List<Point> points = path.path().points().stream().map(this::pixels).toList();
    svg.open("g", "class", "path " + Colors.of(index), "data-path", index).lineBreak();
    svg.empty("path", "class", "line", "d", line(points));
    if (points.size() <= MOST_DOTS) {
      StringBuilder dots = new StringBuilder();
      points.forEach(point -> dots.append('M').append(pair(point)).append("h0"));
      svg.empty("path", "class", "dots", "d", dots);
    }
    circle(svg, "start", points.get(0), 4.5);
    circle(svg, "end", points.get(points.size() - 1), 4.5);
    svg.close().lineBreak();
  }

  private static void circle(HtmlMarkup svg, String type, Point at, double radius) {
    svg.empty(
        "circle",
        "class",
        type,
        "cx",
        Scale.pixels(at.x()),
        "cy",
        Scale.pixels(at.y()),
        "r",
        radius);
  }

  static String line(List<Point> points) {
    StringBuilder d = new StringBuilder();
    for (Point point : points) {
      d.append(d.isEmpty() ? 'M' : 'L').append(pair(point));
    }
    return d.toString();
  }

  private static String pair(Point point) {
    return Scale.pixels(point.x()) + " " + Scale.pixels(point.y());
  }
}

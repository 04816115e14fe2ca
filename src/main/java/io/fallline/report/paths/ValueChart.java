package io.fallline.report.paths;

import io.fallline.core.function.Point;
import io.fallline.report.ReadableNumbers;
import io.fallline.report.chart.HtmlMarkup;
import java.util.ArrayList;
import java.util.List;

/**
 * The function's value at each step: how far above the lowest minimum, in powers of ten, where that
 * is known; else as it is.
 */
final class ValueChart {
  static final int WIDTH = 250;
  static final int HEIGHT = 180;
  private static final int LEFT = 40;
  private static final int TOP = 22;
  private static final int RIGHT = WIDTH - 14;
  private static final int BOTTOM = HEIGHT - 30;

  /** Powers of ten that are shown below the highest value. */
  private static final double DECADES = 9;

  private final FunctionPaths shown;
  private final boolean logarithmic;
  private final Scale x;
  private final Scale y;

  ValueChart(FunctionPaths shown) {
    this.shown = shown;
    this.logarithmic = !shown.goals().isEmpty();
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (FunctionPath path : shown.paths()) {
      for (Point point : path.path().points()) {
        if (shown.window().contains(point)) {
          double height = height(point);
          lowest = Math.min(lowest, height);
          highest = Math.max(highest, height);
        }
      }
    }
    lowest = logarithmic ? Math.max(lowest, highest - DECADES) : lowest;
    double room = Math.max(0.05 * (highest - lowest), 1e-6);
    this.x = new Scale(0, Math.max(1, shown.steps()), LEFT, RIGHT);
    this.y = new Scale(lowest - room, highest + room, BOTTOM, TOP);
  }

  String title() {
    return !logarithmic
        ? "value by step"
        : shown.climbs() ? "below the maximum, by step" : "above the minimum, by step";
  }

  void drawOn(HtmlMarkup svg) {
    svg.open("clipPath", "id", "chart");
    svg.empty("rect", "x", LEFT, "y", TOP, "width", RIGHT - LEFT, "height", BOTTOM - TOP);
    svg.close();
    svg.element("text", title(), "x", LEFT, "y", TOP - 8);
    for (double tick : ticks()) {
      String at = Scale.pixels(y.at(tick));
      svg.empty("path", "class", "grid", "d", "M" + LEFT + " " + at + "H" + RIGHT);
      svg.element(
          "text",
          logarithmic ? power(tick) : ReadableNumbers.significant(tick),
          "x",
          LEFT - 6,
          "y",
          Scale.pixels(y.at(tick) + 4),
          "text-anchor",
          "end");
    }
    for (double tick : wholes(x.ticks(5))) {
      svg.element(
          "text",
          ReadableNumbers.significant(tick),
          "x",
          Scale.pixels(x.at(tick)),
          "y",
          BOTTOM + 16,
          "text-anchor",
          "middle");
    }
    svg.element("text", "step", "x", RIGHT, "y", BOTTOM + 28, "text-anchor", "end");
    svg.empty("path", "class", "tick", "d", "M" + LEFT + " " + BOTTOM + "H" + RIGHT);
    svg.empty("path", "class", "cursor", "d", "M" + RIGHT + " " + TOP + "V" + BOTTOM);
    svg.open("g", "clip-path", "url(#chart)").lineBreak();
    for (int i = 0; i < shown.paths().size(); i++) {
      List<Point> points = pixels(shown.paths().get(i));
      svg.open("g", "class", "path " + Colors.of(i), "data-path", i);
      svg.empty("path", "class", "line", "d", ContourPlot.line(points));
      svg.close().lineBreak();
    }
    svg.close().lineBreak();
  }

  /** A point for each point of the path. */
  List<Point> pixels(FunctionPath path) {
    List<Point> pixels = new ArrayList<>();
    for (Point point : path.path().points()) {
      // far outside the clipped part, yet a number that a browser can take
      double height = Math.max(y.from() - 1e3, Math.min(y.to() + 1e3, height(point)));
      pixels.add(new Point(x.at(pixels.size()), y.at(height)));
    }
    return pixels;
  }

  private double height(Point point) {
    double value = shown.function().value(point);
    if (!logarithmic) {
      return value;
    }
    double goal = shown.function().value(shown.goals().get(0));
    double gap = Math.abs(value - goal);
    return StrictMath.log10(Math.max(gap, 1e-300));
  }

  private List<Double> ticks() {
    if (!logarithmic) {
      return y.ticks(6);
    }
    List<Double> powers = wholes(y.ticks(6));
    if (powers.size() > 1) {
      return powers;
    }
    List<Double> between = new ArrayList<>();
    for (double power = Math.floor(y.from()); power <= y.to(); power++) {
      for (double factor : new double[] {1, 2, 5}) {
        double tick = power + StrictMath.log10(factor);
        if (tick >= y.from() && tick <= y.to()) {
          between.add(tick);
        }
      }
    }
    return between;
  }

  private static List<Double> wholes(List<Double> ticks) {
    return ticks.stream().filter(tick -> tick == Math.rint(tick)).toList();
  }

  private static String power(double exponent) {
    return exponent < -3 || exponent > 3
        ? "1e" + (int) exponent
        : ReadableNumbers.significant(StrictMath.pow(10, exponent));
  }
}

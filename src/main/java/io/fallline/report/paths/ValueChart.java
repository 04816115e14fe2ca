package io.fallline.report.paths;

import io.fallline.core.function.Point;
import io.fallline.report.chart.Axis;
import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.HtmlMarkup;
import io.fallline.report.chart.PlotArea;
import io.fallline.report.paths.FunctionWithPaths.FunctionPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The chart of the function's value by step: its distance from the lowest minimum where that is
 * known, else the value itself.
 */
final class ValueChart {
  static final int WIDTH = 270;
  static final int HEIGHT = 190;

  /** Distances smaller than this share of the largest stand at the lower end. */
  private static final double SMALLEST = 1e-9;

  private final FunctionWithPaths shown;
  private final PlotArea area;

  ValueChart(FunctionWithPaths shown) {
    this.shown = shown;
    double[] heights =
        shown.paths().stream()
            .flatMap(path -> path.path().points().stream())
            .filter(shown.window()::contains)
            .mapToDouble(this::height)
            .toArray();
    if (hasGoal()) {
      double highest = DoubleStream.of(heights).max().orElse(0);
      for (int i = 0; i < heights.length; i++) {
        heights[i] = Math.max(heights[i], SMALLEST * highest);
      }
    }
    this.area =
        PlotArea.within(
            WIDTH,
            HEIGHT,
            Axis.between("step", 0, Math.max(1, shown.steps())),
            Axis.fitting(name(), List.of(heights)));
  }

  String title() {
    return name() + " by step";
  }

  private String name() {
    return !hasGoal() ? "value" : shown.climbs() ? "below the maximum" : "above the minimum";
  }

  private boolean hasGoal() {
    return !shown.goals().isEmpty();
  }

  void drawOn(HtmlMarkup svg) {
    List<Double> wholeSteps =
        area.x().ticks().stream().filter(tick -> tick == Math.rint(tick)).toList();
    area.drawAxes(svg, wholeSteps);
    String right = PlotArea.pixels(area.right());
    String whole = "M" + right + " " + PlotArea.pixels(area.top());
    svg.empty("path", "class d", "cursor", whole + "V" + PlotArea.pixels(area.bottom()));
    area.openClipped(svg, "chart");
    for (int i = 0; i < shown.paths().size(); i++) {
      String line = ContourPlot.line(pixels(shown.paths().get(i)));
      svg.open("g", "class data-path", "path " + ChartStyle.lineStyle(i), i);
      svg.empty("path", "class d", "line", line);
      svg.close().lineBreak();
    }
    svg.close().lineBreak();
  }

  /** A point for each point of the path. */
  List<Point> pixels(FunctionPath path) {
    List<Point> pixels = new ArrayList<>();
    for (Point point : path.path().points()) {
      pixels.add(area.pixels(pixels.size(), height(point)));
    }
    return pixels;
  }

  private double height(Point point) {
    double value = shown.function().value(point);
    return hasGoal() ? Math.abs(value - shown.function().value(shown.goals().get(0))) : value;
  }
}

package io.fallline.report.chart;

import static io.fallline.report.ReadableNumbers.amount;
import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.report.chart.PlotArea.Word;
import java.util.List;
import java.util.stream.DoubleStream;

/** A histogram: a column for each of adjacent intervals of equal width. */
public final class HistogramChart {
  private final String described;
  private final Axis x;
  private final double[] heights;
  private final String unit;
  private final PlotArea area;

  /**
   * @param x from where the first interval begins to where the last one ends
   * @param unit of the heights: rows
   */
  public HistogramChart(String described, Axis x, double[] heights, String unit) {
    this.described = described;
    this.x = x;
    this.heights = heights.clone();
    this.unit = unit;
    double tallest = DoubleStream.of(heights).max().orElse(0);
    this.area = PlotArea.ofChart(x, Axis.between(unit, 0, tallest * 1.05));
  }

  public void drawOn(HtmlMarkup out) {
    out.openSvg(PlotArea.WIDTH, PlotArea.HEIGHT, described);
    area.drawAxes(out, x.ticks());
    for (int i = 0; i < heights.length; i++) {
      double left = area.x(edge(i));
      double right = area.x(edge(i + 1));
      double top = area.y(heights[i]);
      double width = Math.max(0.5, right - left - 1);
      PlotArea.rectangle(out, "column s1", left + 0.5, top, width, area.y(0) - top);
    }
    out.lineBreak();
    for (int i = 0; i < heights.length; i++) {
      area.drawHover(
          out,
          area.x(edge(i)),
          area.x(edge(i + 1)),
          List.of(
              new Word(significant(edge(i)) + " to " + significant(edge(i + 1)), null),
              new Word(amount(heights[i]) + " " + unit, "s1")));
    }
    out.close().lineBreak();
  }

  private double edge(int index) {
    return x.from() + (x.to() - x.from()) * index / heights.length;
  }
}

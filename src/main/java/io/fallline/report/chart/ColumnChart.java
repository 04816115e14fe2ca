package io.fallline.report.chart;

import io.fallline.report.ReadableNumbers;
import java.util.List;

/** How many of something lie in each of adjacent intervals of equal width. */
public final class ColumnChart {
  private final String described;
  private final Axis x;
  private final double[] heights;
  private final String unit;
  private final PlotArea frame;

  /**
   * @param x from where the first interval begins to where the last one ends
   * @param unit of the heights: rows
   */
  public ColumnChart(String described, Axis x, double[] heights, String unit) {
    this.described = described;
    this.x = x;
    this.heights = heights.clone();
    this.unit = unit;
    double tallest = 0;
    for (double height : heights) {
      tallest = Math.max(tallest, height);
    }
    this.frame = new PlotArea(x, Axis.between(unit, 0, tallest * 1.05));
  }

  public void drawOn(HtmlMarkup out) {
    frame.open(out, described);
    for (int i = 0; i < heights.length; i++) {
      double left = frame.x(edge(i));
      double right = frame.x(edge(i + 1));
      double top = frame.y(heights[i]);
      out.empty(
          "rect",
          "class",
          "column s1",
          "x",
          PlotArea.pixels(left + 0.5),
          "y",
          PlotArea.pixels(top),
          "width",
          PlotArea.pixels(Math.max(0.5, right - left - 1)),
          "height",
          PlotArea.pixels(frame.y(0) - top));
    }
    out.lineBreak();
    for (int i = 0; i < heights.length; i++) {
      frame.readOut(
          out,
          frame.x(edge(i)),
          frame.x(edge(i + 1)),
          List.of(
              new PlotArea.Word(
                  ReadableNumbers.significant(edge(i))
                      + " to "
                      + ReadableNumbers.significant(edge(i + 1)),
                  null),
              new PlotArea.Word(ReadableNumbers.amount(heights[i]) + " " + unit, "s1")));
    }
    out.close().lineBreak();
  }

  private double edge(int index) {
    return x.from() + (x.to() - x.from()) * index / heights.length;
  }
}

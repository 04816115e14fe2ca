package io.fallline.report.chart;

import io.fallline.core.function.Point;
import java.util.List;
import java.util.Locale;

/**
 * The rectangle of a plot within its picture: where the numbers of its two axes stand, in pixels,
 * and the drawing of these axes.
 */
public record PlotArea(Axis x, Axis y, double left, double top, double right, double bottom) {
  /** The size of a chart on a page. */
  static final int WIDTH = 480;

  static final int HEIGHT = 250;

  public static final int LEFT_MARGIN = 54;
  public static final int RIGHT_MARGIN = 14;
  public static final int TOP_MARGIN = 28;
  public static final int BOTTOM_MARGIN = 38;

  /** The width of a character at the usual size of letters, {@link #LETTERS}. */
  private static final double CHARACTER = 7.2;

  private static final int LETTERS = 12;

  /** The width of a digit at the size of letters that small screens have. */
  private static final double DIGIT = 9.6;

  private static final int TO_TICK = 7;
  private static final int TICK = 4;

  /** The plot of a picture of this size; the labels of the vertical axis have room at its left. */
  public static PlotArea within(int width, int height, Axis x, Axis y) {
    int longest = y.ticks().stream().mapToInt(tick -> Axis.label(tick).length()).max().orElse(0);
    double left = Math.max(LEFT_MARGIN, TO_TICK + 2 + longest * DIGIT);
    return new PlotArea(x, y, left, TOP_MARGIN, width - RIGHT_MARGIN, height - BOTTOM_MARGIN);
  }

  static PlotArea ofChart(Axis x, Axis y) {
    return within(WIDTH, HEIGHT, x, y);
  }

  public double width() {
    return right - left;
  }

  public double height() {
    return bottom - top;
  }

  /** Numbers beyond the axis stand at its end. */
  double x(double number) {
    return left + x.at(number) * width();
  }

  double y(double number) {
    return bottom - y.at(number) * height();
  }

  /** Numbers beyond the axes stand outside the plot. */
  public Point pixels(double alongX, double alongY) {
    return new Point(left + x.position(alongX) * width(), bottom - y.position(alongY) * height());
  }

  /** Draws horizontal grid lines, the horizontal axis, labels and names. */
  public void drawAxes(HtmlMarkup out, List<Double> xTicks) {
    y.ticks().forEach(tick -> yTick(out, "grid", left, right, tick));
    xTicks.forEach(tick -> xTick(out, "grid", tick));
    line(out, "axis", left, bottom, right, bottom);
    names(out);
  }

  /** Draws a frame around the plot with ticks outside, labels and names. */
  public void drawFrame(HtmlMarkup out) {
    rectangle(out, "frame");
    y.ticks().forEach(tick -> yTick(out, "axis", left - TICK, left, tick));
    x.ticks().forEach(tick -> xTick(out, "axis", tick));
    names(out);
  }

  /** Begins a group of which only what lies in the plot is seen. */
  public void openClipped(HtmlMarkup out, String id) {
    out.open("clipPath", "id", id);
    rectangle(out, null);
    out.close().open("g", "clip-path", "url(#" + id + ")").lineBreak();
  }

  private void rectangle(HtmlMarkup out, String type) {
    rectangle(out, type, left, top, width(), height());
  }

  static void rectangle(
      HtmlMarkup out, String type, double x, double y, double width, double height) {
    String w = pixels(width);
    out.empty("rect", "class x y width height", type, pixels(x), pixels(y), w, pixels(height));
  }

  /**
   * A part of what is read out.
   *
   * @param type the class of its colour, or null
   */
  record Word(String text, String type) {}

  /**
   * A light strip and a line of words, which are seen while a pointer is over the strip. It takes a
   * style sheet and no script.
   */
  void drawHover(HtmlMarkup out, double from, double to, List<Word> words) {
    double length = CHARACTER * words.stream().mapToInt(word -> word.text().length() + 1).sum();
    String smaller = String.format(Locale.ROOT, "font-size: %.1fpx", LETTERS * right / length);
    out.open("g", "class", "read");
    rectangle(out, null, from, top, to - from, height());
    String size = length <= right ? null : smaller;
    out.open("text", "x y text-anchor style", pixels(right), 12, "end", size);
    words.forEach(word -> out.element("tspan", word.text(), "class dx", word.type(), "6"));
    out.close().close();
  }

  private void yTick(HtmlMarkup out, String type, double fromX, double toX, double tick) {
    line(out, type, fromX, y(tick), toX, y(tick));
    label(out, left - TO_TICK, y(tick) + 4, "end", Axis.label(tick));
  }

  /** The label stands under its tick; at the end no further out than the picture reaches. */
  private void xTick(HtmlMarkup out, String type, double tick) {
    line(out, type, x(tick), bottom, x(tick), bottom + TICK);
    String text = Axis.label(tick);
    double end = right + RIGHT_MARGIN - 1;
    boolean beyond = x(tick) + text.length() * DIGIT / 2 > end;
    label(out, beyond ? end : x(tick), bottom + 17, beyond ? "end" : "middle", text);
  }

  private void names(HtmlMarkup out) {
    label(out, (left + right) / 2, bottom + BOTTOM_MARGIN - 5, "middle", x.name());
    label(out, 2, top - 16, "start", y.name() + (y.logarithmic() ? " (log scale)" : ""));
    out.lineBreak();
  }

  private static void line(
      HtmlMarkup out, String type, double fromX, double fromY, double toX, double toY) {
    out.empty(
        "line", "class x1 y1 x2 y2", type, pixels(fromX), pixels(fromY), pixels(toX), pixels(toY));
  }

  private static void label(HtmlMarkup out, double x, double y, String anchor, String text) {
    out.element("text", text, "x y text-anchor", pixels(x), pixels(y), anchor);
  }

  /** The text of a pixel coordinate, rounded to a tenth. */
  public static String pixels(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** A point as SVG's path data has it. */
  public static String pixels(Point at) {
    return pixels(at.x()) + " " + pixels(at.y());
  }
}

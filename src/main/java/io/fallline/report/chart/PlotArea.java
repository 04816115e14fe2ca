package io.fallline.report.chart;

import java.util.List;
import java.util.Locale;

/** A plot's place in its picture: its axes with ticks and names, and where numbers stand in it. */
final class PlotArea {
  static final int WIDTH = 480;
  static final int HEIGHT = 250;
  private static final int LEAST_LEFT = 54;
  private static final int RIGHT = WIDTH - 14;
  private static final int TOP = 28;
  private static final int BOTTOM = HEIGHT - 38;

  /** Of a digit, as wide as fonts have it, at the size that small screens have. */
  private static final double CHARACTER = 9.6;

  /** The same at the usual size. */
  private static final double USUAL_CHARACTER = 7.2;

  private static final int USUAL_SIZE = 12;
  private static final int TO_TICK = 7;

  private final Axis x;
  private final Axis y;
  private final double left;

  PlotArea(Axis x, Axis y) {
    this.x = x;
    this.y = y;
    int longest = y.ticks().stream().mapToInt(tick -> Axis.label(tick).length()).max().orElse(0);
    this.left = Math.max(LEAST_LEFT, TO_TICK + 2 + longest * CHARACTER);
  }

  /** Opens the picture and draws what is behind the plot. */
  void open(HtmlMarkup out, String described) {
    out.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "width",
        WIDTH,
        "height",
        HEIGHT,
        "role",
        "img",
        "aria-label",
        described,
        "xmlns",
        "http://www.w3.org/2000/svg");
    for (double tick : y.ticks()) {
      line(out, "grid", left, y(tick), RIGHT, y(tick));
      label(out, left - TO_TICK, y(tick) + 4, "end", Axis.label(tick));
    }
    for (double tick : x.ticks()) {
      line(out, "grid", x(tick), BOTTOM, x(tick), BOTTOM + 4);
      below(out, x(tick), Axis.label(tick));
    }
    line(out, "axis", left, BOTTOM, RIGHT, BOTTOM);
    label(out, (left + RIGHT) / 2.0, HEIGHT - 5, "middle", x.name());
    label(out, 2, 12, "start", y.name() + (y.logarithmic() ? " (log scale)" : ""));
    out.lineBreak();
  }

  /** Under its tick; at the ends no further out than the picture reaches. */
  private static void below(HtmlMarkup out, double at, String text) {
    boolean beyond = at + text.length() * CHARACTER / 2 > WIDTH - 1;
    label(out, beyond ? WIDTH - 1 : at, BOTTOM + 17, beyond ? "end" : "middle", text);
  }

  double x(double number) {
    return left + x.at(number) * (RIGHT - left);
  }

  double y(double number) {
    return BOTTOM + y.at(number) * (TOP - BOTTOM);
  }

  /**
   * What is seen while one points at a part of the width: a light strip and some words. It takes a
   * style sheet, and no script.
   *
   * @param words each with the class of its colour, or null
   */
  void readOut(HtmlMarkup out, double from, double to, List<Word> words) {
    out.open("g", "class", "read");
    out.empty(
        "rect",
        "x",
        pixels(from),
        "y",
        pixels(TOP),
        "width",
        pixels(to - from),
        "height",
        pixels(BOTTOM - TOP));
    out.open(
        "text",
        "x",
        pixels(RIGHT),
        "y",
        "12",
        "text-anchor",
        "end",
        "style",
        fittingSize(words.stream().mapToInt(word -> word.text().length() + 1).sum()));
    for (Word word : words) {
      out.element("tspan", word.text(), "class", word.type(), "dx", "6");
    }
    out.close().close();
  }

  /** Smaller letters where there are more than the width holds; else null. */
  private static String fittingSize(int characters) {
    double width = characters * USUAL_CHARACTER;
    return width <= RIGHT
        ? null
        : String.format(Locale.ROOT, "font-size: %.1fpx", USUAL_SIZE * RIGHT / width);
  }

  /** A part of what is read out. */
  record Word(String text, String type) {}

  private static void line(
      HtmlMarkup out, String type, double fromX, double fromY, double toX, double toY) {
    out.empty(
        "line",
        "class",
        type,
        "x1",
        pixels(fromX),
        "y1",
        pixels(fromY),
        "x2",
        pixels(toX),
        "y2",
        pixels(toY));
  }

  private static void label(HtmlMarkup out, double x, double y, String anchor, String text) {
    out.element("text", text, "x", pixels(x), "y", pixels(y), "text-anchor", anchor);
  }

  /** To a tenth. */
  static String pixels(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}

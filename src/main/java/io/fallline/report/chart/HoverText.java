package io.fallline.report.chart;

import java.util.List;
import java.util.Locale;

/**
 * What is seen while a pointer is over a strip of a plot: a light strip and a line of words. It
 * takes a style sheet and no script.
 */
final class HoverText {
  /** The width of a character at the usual size. */
  private static final double CHARACTER = 7.2;

  private static final int SIZE = 12;

  private final PlotArea area;

  HoverText(PlotArea area) {
    this.area = area;
  }

  /**
   * A part of the line.
   *
   * @param type the class of its colour, or null
   */
  record Word(String text, String type) {}

  void drawOn(HtmlMarkup out, double from, double to, List<Word> words) {
    out.open("g", "class", "read");
    PlotArea.rectangle(out, null, from, area.top(), to - from, area.height());
    out.open(
        "text",
        "x",
        PlotArea.pixels(area.right()),
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
  private String fittingSize(int characters) {
    double width = characters * CHARACTER;
    return width <= area.right()
        ? null
        : String.format(Locale.ROOT, "font-size: %.1fpx", SIZE * area.right() / width);
  }
}

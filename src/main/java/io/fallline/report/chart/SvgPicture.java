package io.fallline.report.chart;

import java.util.List;

/** An SVG file with one chart, its title and the names of its series. */
public final class SvgPicture {
  private static final int TITLE = 30;
  private static final int LINE = 18;
  private static final int LEFT = 14;
  private static final String FONT = "system-ui, \"Segoe UI\", Roboto, \"DejaVu Sans\", sans-serif";

  private SvgPicture() {}

  /**
   * @param names in the order of their colours
   * @param note below them; empty: none
   */
  public static String of(String title, LineChart chart, List<String> names, String note) {
    int height =
        TITLE + PlotArea.HEIGHT + (names.size() + (note.isEmpty() ? 0 : 1)) * LINE + LINE / 2;
    HtmlMarkup out = new HtmlMarkup();
    out.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + PlotArea.WIDTH + " " + height,
        "width",
        PlotArea.WIDTH * 3 / 2,
        "height",
        height * 3 / 2,
        "font-family",
        FONT);
    out.lineBreak().element("style", ChartStyle.text()).lineBreak();
    out.empty("rect", "width", PlotArea.WIDTH, "height", height, "style", "fill: rgb(var(--card))");
    out.element(
        "text",
        title,
        "x",
        LEFT,
        "y",
        TITLE - LINE / 2,
        "style",
        "fill: rgb(var(--ink)); font-weight: 600");
    out.open("g", "transform", "translate(0 " + TITLE + ")").lineBreak();
    chart.drawStillOn(out);
    out.close().lineBreak();
    int y = TITLE + PlotArea.HEIGHT + LINE;
    for (int i = 0; i < names.size(); i++) {
      out.empty(
          "path", "class", "line " + ChartStyle.color(i), "d", "M" + LEFT + " " + (y - 4) + "h20");
      out.element("text", names.get(i), "x", LEFT + 28, "y", y).lineBreak();
      y += LINE;
    }
    if (!note.isEmpty()) {
      out.element("text", note, "x", LEFT, "y", y);
    }
    return out.close().lineBreak().toString();
  }
}

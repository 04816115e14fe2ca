package io.fallline.report.chart;

import static io.fallline.report.ReadableNumbers.count;
import static io.fallline.report.ReadableNumbers.significant;
import static io.fallline.report.chart.PlotArea.pixels;

import io.fallline.report.chart.PlotArea.Word;
import io.fallline.report.chart.Series.DownsampledSeries;
import io.fallline.report.chart.Series.DownsampledSeries.Column;
import io.fallline.report.chart.Series.Form;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A line chart of one or more series over one axis. Its size depends on its width, not on how many
 * numbers there are.
 */
public final class LineChart {
  private static final int COLUMNS = 200;
  private static final int READ_OUTS = 60;
  private static final int MOST_DOTS = 60;
  private static final String DOT = "2.5";
  private static final Set<Form> WHOLE = EnumSet.of(Form.EXACT, Form.GUIDE, Form.MARK);

  /** What is drawn behind the others, and not read out. */
  private static final Map<Form, String> BEHIND = Map.of(Form.GUIDE, "guide", Form.FAINT, "faint");

  private static final Set<Form> SILENT = EnumSet.of(Form.GUIDE, Form.FAINT, Form.MARK);

  private static final int TITLE_HEIGHT = 30;
  private static final int NAME_HEIGHT = 18;
  private static final int NAMES_LEFT = 14;
  private static final String FONT = "system-ui, \"Segoe UI\", Roboto, \"DejaVu Sans\", sans-serif";

  private final String described;
  private final Axis x;
  private final List<Series> series;
  private final List<DownsampledSeries> thinned = new ArrayList<>();
  private final PlotArea area;

  /**
   * @param described what it shows, for those who cannot see it
   * @param series in the order of their colours
   */
  public LineChart(String described, Axis x, Axis y, List<Series> series) {
    this.described = described;
    this.x = x;
    this.series = List.copyOf(series);
    this.area = PlotArea.ofChart(x, y);
    for (Series one : series) {
      boolean few = one.form() == Form.DOTS && one.x().length <= COLUMNS;
      boolean whole = WHOLE.contains(one.form());
      thinned.add(
          few || whole ? DownsampledSeries.not(one) : DownsampledSeries.of(one, x, COLUMNS));
    }
  }

  public void drawOn(HtmlMarkup out) {
    drawOn(out, true);
  }

  /**
   * An SVG file with this chart, its title and the names of its series.
   *
   * @param names in the order of their colours
   * @param note below them; empty: none
   */
  public String picture(String title, List<String> names, String note) {
    int height =
        TITLE_HEIGHT
            + PlotArea.HEIGHT
            + (names.size() + (note.isEmpty() ? 0 : 1)) * NAME_HEIGHT
            + NAME_HEIGHT / 2;
    HtmlMarkup out = new HtmlMarkup();
    out.open(
        "svg",
        "xmlns viewBox width height font-family",
        "http://www.w3.org/2000/svg",
        "0 0 " + PlotArea.WIDTH + " " + height,
        PlotArea.WIDTH * 3 / 2,
        height * 3 / 2,
        FONT);
    out.lineBreak().element("style", ChartStyle.text()).lineBreak();
    out.empty("rect", "width height style", PlotArea.WIDTH, height, "fill: rgb(var(--card))");
    out.element(
        "text",
        title,
        "x y style",
        NAMES_LEFT,
        TITLE_HEIGHT - NAME_HEIGHT / 2,
        "fill: rgb(var(--ink)); font-weight: 600");
    out.open("g", "transform", "translate(0 " + TITLE_HEIGHT + ")").lineBreak();
    drawOn(out, false);
    out.close().lineBreak();
    int y = TITLE_HEIGHT + PlotArea.HEIGHT + NAME_HEIGHT;
    for (int i = 0; i < names.size(); i++) {
      out.empty(
          "path",
          "class d",
          "line " + ChartStyle.color(i),
          "M" + NAMES_LEFT + " " + (y - 4) + "h20");
      out.element("text", names.get(i), "x y", NAMES_LEFT + 28, y).lineBreak();
      y += NAME_HEIGHT;
    }
    if (!note.isEmpty()) {
      out.element("text", note, "x y", NAMES_LEFT, y);
    }
    return out.close().lineBreak().toString();
  }

  /**
   * @param read whether numbers are read out to a pointer
   */
  private void drawOn(HtmlMarkup out, boolean read) {
    out.openSvg(PlotArea.WIDTH, PlotArea.HEIGHT, described);
    area.drawAxes(out, x.ticks());
    drawEach(out, true);
    drawEach(out, false);
    if (read) {
      readOuts(out);
    }
    out.close().lineBreak();
  }

  private void drawEach(HtmlMarkup out, boolean behind) {
    for (int i = 0; i < series.size(); i++) {
      if (BEHIND.containsKey(series.get(i).form()) == behind) {
        draw(out, series.get(i), thinned.get(i), ChartStyle.color(i));
        out.lineBreak();
      }
    }
  }

  private void draw(HtmlMarkup out, Series one, DownsampledSeries shown, String color) {
    if (BEHIND.containsKey(one.form())) {
      out.empty("path", "class d", BEHIND.get(one.form()), line(shown));
      return;
    }
    if (one.form() == Form.COURSE && one.x().length > shown.columns().size()) {
      out.empty("path", "class d", "band " + color, band(shown));
    }
    out.empty("path", "class d", "line " + color, line(shown));
    if (one.form() == Form.DOTS && one.x().length <= MOST_DOTS) {
      for (int i = 0; i < shown.columns().size(); i++) {
        dot(out, one, shown.columns().get(i), i, color);
      }
    }
  }

  private void dot(HtmlMarkup out, Series one, Column point, int index, String color) {
    if (Double.isFinite(point.mean())) {
      out.empty(
          "circle",
          "class cx cy r",
          "dot " + color,
          pixels(area.x(point.x())),
          pixels(area.y(point.mean())),
          one.radii() == null ? DOT : pixels(one.radii()[index]));
    }
  }

  private String line(DownsampledSeries shown) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (Column column : shown.columns()) {
      boolean there = Double.isFinite(column.mean());
      if (there) {
        point(path, pen ? 'L' : 'M', column.x(), column.mean());
      }
      pen = there;
    }
    // a lone point is a line of no length, which round ends make a dot
    return shown.columns().size() == 1 && pen ? path + "h0" : path.toString();
  }

  /** Along the tops, and back along the bottoms; every run without gaps for itself. */
  private String band(DownsampledSeries shown) {
    StringBuilder path = new StringBuilder();
    List<Column> columns = shown.columns();
    int from = 0;
    for (int i = 0; i <= columns.size(); i++) {
      if (i < columns.size() && Double.isFinite(columns.get(i).mean())) {
        continue;
      }
      for (int up = from; up < i; up++) {
        point(path, up == from ? 'M' : 'L', columns.get(up).x(), columns.get(up).greatest());
      }
      for (int down = i - 1; down >= from; down--) {
        point(path, 'L', columns.get(down).x(), columns.get(down).least());
      }
      path.append(i > from ? "Z" : "");
      from = i + 1;
    }
    return path.toString();
  }

  private void point(StringBuilder path, char command, double x, double y) {
    path.append(command).append(pixels(area.x(x))).append(' ').append(pixels(area.y(y)));
  }

  private void readOuts(HtmlMarkup out) {
    double width = (area.x(x.to()) - area.x(x.from())) / READ_OUTS;
    for (int i = 0; i < READ_OUTS; i++) {
      double left = area.x(x.from()) + i * width;
      double place = x.number((i + 0.5) / READ_OUTS);
      List<Word> words = words(place);
      if (!words.isEmpty()) {
        area.drawHover(out, left, left + width, words);
      }
    }
  }

  private List<Word> words(double place) {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Column column = thinned.get(i).nearest(place);
      if (column == null
          || !Double.isFinite(column.mean())
          || SILENT.contains(series.get(i).form())) {
        continue;
      }
      if (words.isEmpty()) {
        words.add(new Word(x.name() + " " + place(column.x()), null));
      }
      words.add(new Word(series.get(i).name() + " " + shown(column.mean()), ChartStyle.color(i)));
    }
    return words;
  }

  /** Steps and epochs are counts, though a place may lie between two of them. */
  private static String place(double number) {
    return Math.abs(number) >= 1000 ? count(Math.round(number)) : shown(number);
  }

  private static String shown(double number) {
    return Math.abs(number) >= 1000 ? Axis.label(number) : significant(number);
  }
}

package io.fallline.report.paths;

import static io.fallline.report.ReadableNumbers.significant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fallline.core.function.Point;
import io.fallline.report.ReportJson;
import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.HtmlMarkup;
import io.fallline.report.page.HtmlPage;
import io.fallline.report.paths.FunctionWithPaths.FunctionPath;
import java.util.List;
import java.util.Locale;

/** The page that plays the steps of paths; without its script it shows where they end. */
public final class PathsPage {
  private static final List<String> SPEEDS = List.of("0.25", "0.5", "1", "2", "4");

  private PathsPage() {}

  public static String of(FunctionWithPaths shown) {
    String style =
        ChartStyle.resource(PathsPage.class, "paths.css")
            + ChartStyle.resource(PathsPage.class, "page.css");
    return HtmlPage.withScript(
        PathsSvg.title(shown) + ": " + shown.function().formula(),
        style,
        page -> write(page, shown));
  }

  private static void write(HtmlMarkup page, FunctionWithPaths shown) {
    page.element("h1", PathsSvg.title(shown));
    page.element("p", shown.function().formula() + goals(shown), "class", "soft");
    controls(page, shown);
    ContourPlot plot = new ContourPlot(shown);
    ValueChart chart = new ValueChart(shown);
    page.open("div", "class data-climbs", "pictures", shown.climbs()).lineBreak();
    page.open("div", "class", "plot");
    page.openSvg(ContourPlot.WIDTH, ContourPlot.HEIGHT, PathsSvg.described(shown)).lineBreak();
    plot.drawOn(page);
    page.close().close().lineBreak().open("div", "class", "chart");
    page.openSvg(ValueChart.WIDTH, ValueChart.HEIGHT, chart.title()).lineBreak();
    chart.drawOn(page);
    page.close().close().close().lineBreak();
    page.element("h2", "Gradients by formula and by central difference");
    GradientTable.write(page, shown);
    keys(page);
    page.open("script", "type id", "application/json", "data");
    page.raw(data(shown, plot, chart)).close().lineBreak();
    String script = ChartStyle.resource(PathsPage.class, "page.js");
    page.open("script").raw("//<![CDATA[\n" + script + "//]]>").close().lineBreak();
  }

  private static String goals(FunctionWithPaths shown) {
    List<Point> goals = shown.goals();
    String what = shown.climbs() ? "maximum" : "minimum";
    if (goals.isEmpty()) {
      return ", without a " + what;
    }
    String lowest =
        FunctionWithPaths.pair(goals.get(0))
            + " with value "
            + significant(shown.function().value(goals.get(0)));
    return goals.size() == 1
        ? ", " + what + " at " + lowest
        : String.format(
            Locale.ROOT,
            ", %d %s, the %s at %s",
            goals.size(),
            shown.climbs() ? "maxima" : "minima",
            shown.climbs() ? "highest" : "lowest",
            lowest);
  }

  private static void controls(HtmlMarkup page, FunctionWithPaths shown) {
    page.open("div", "class hidden", "controls", "hidden").lineBreak();
    page.element("button", "▶ Play", "id type", "play", "button");
    page.element("button", "◀", "id type aria-label", "back", "button", "one step back");
    page.element("button", "▶", "id type aria-label", "on", "button", "one step on");
    page.empty(
        "input",
        "id type min max value aria-label",
        "step",
        "range",
        0,
        shown.steps(),
        shown.steps(),
        "step");
    page.element("output", "step " + shown.steps(), "id for", "shown", "step");
    page.open("select", "id aria-label", "speed", "speed");
    for (String speed : SPEEDS) {
      String selected = speed.equals("1") ? "selected" : null;
      page.element("option", "speed × " + speed, "value selected", speed, selected);
    }
    page.close();
    page.close().lineBreak();
  }

  private static void keys(HtmlMarkup page) {
    page.open("p", "class", "soft keys").lineBreak();
    String[][] keys = {
      {"Space", " plays and pauses, "},
      {"←", " "},
      {"→", " one step, "},
      {"Page Up", " "},
      {"Page Down", " ten, "},
      {"Home", " "},
      {"End", " the first and the last. Arrows show the steepest way."}
    };
    for (String[] key : keys) {
      page.element("kbd", key[0]).raw(key[1]);
    }
    page.close().lineBreak();
  }

  /**
   * The numbers that the script plays, as JSON: of each path its points. A point has, in this
   * order: x, y, value, the rate that led here, gradient by formula (2) and by central difference
   * (2), the pixels in the plot (2) and in the chart (2).
   */
  private static String data(FunctionWithPaths shown, ContourPlot plot, ValueChart chart) {
    ArrayNode paths = ReportJson.array();
    for (FunctionPath path : shown.paths()) {
      ArrayNode points = paths.addArray();
      List<Point> charted = chart.pixels(path);
      for (int step = 0; step < charted.size(); step++) {
        Point at = path.path().points().get(step);
        ArrayNode point = points.addArray();
        add(point, at);
        add(point, shown.function().value(at));
        add(point, step > 0 ? path.path().learningRates().get(step - 1) : Double.NaN);
        add(point, shown.function().gradient(at));
        add(point, shown.function().centralDifference(at));
        addPixels(point, plot.pixels(at));
        addPixels(point, charted.get(step));
      }
    }
    return paths.toString();
  }

  private static void add(ArrayNode json, Point point) {
    add(json, point.x());
    add(json, point.y());
  }

  private static void add(ArrayNode json, double number) {
    if (Double.isFinite(number)) {
      json.add(number);
    } else {
      json.addNull();
    }
  }

  /** To a tenth. */
  private static void addPixels(ArrayNode json, Point at) {
    add(json, Math.rint(10 * at.x()) / 10);
    add(json, Math.rint(10 * at.y()) / 10);
  }
}

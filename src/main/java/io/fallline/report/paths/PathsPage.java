package io.fallline.report.paths;

import io.fallline.core.function.Point;
import io.fallline.report.ReadableNumbers;
import io.fallline.report.chart.HtmlMarkup;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A page that plays the steps. All is in it: style, script and numbers; it asks nobody for
 * anything, and says so to the browser. Without script it shows where the paths end. It is XML as
 * well.
 */
public final class PathsPage {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
  private static final List<String> SPEEDS = List.of("0.25", "0.5", "1", "2", "4");

  private PathsPage() {}

  public static String of(FunctionPaths shown) {
    String title = PathsSvg.title(shown) + ": " + shown.function().formula();
    HtmlMarkup page = new HtmlMarkup();
    page.raw("<!DOCTYPE html>\n");
    page.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml").lineBreak();
    page.open("head").lineBreak();
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.element("title", title);
    page.open("style").raw(Resources.text("paths.css") + Resources.text("page.css"));
    page.close().lineBreak();
    page.close().lineBreak();
    page.open("body", "data-climbs", shown.climbs()).lineBreak();
    page.element("h1", PathsSvg.title(shown));
    page.element("p", shown.function().formula() + goals(shown), "class", "faint");
    controls(page, shown);
    pictures(page, shown);
    page.element("h2", "Gradients by formula and by central difference");
    GradientTable.write(page, shown);
    keys(page);
    page.open("script", "type", "application/json", "id", "data");
    page.raw(PathData.json(shown, new ContourPlot(shown), new ValueChart(shown)))
        .close()
        .lineBreak();
    page.open("script").raw("//<![CDATA[\n" + Resources.text("page.js") + "//]]>").close();
    return page.close().close().lineBreak().toString();
  }

  private static String goals(FunctionPaths shown) {
    List<Point> goals = shown.goals();
    String what = shown.climbs() ? "maximum" : "minimum";
    if (goals.isEmpty()) {
      return ", without a " + what;
    }
    String lowest =
        FunctionPaths.pair(goals.get(0))
            + " with value "
            + ReadableNumbers.significant(shown.function().value(goals.get(0)));
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

  private static void controls(HtmlMarkup page, FunctionPaths shown) {
    page.open("div", "class", "controls", "hidden", "hidden").lineBreak();
    page.element("button", "▶ Play", "id", "play", "type", "button");
    page.element("button", "◀", "id", "back", "type", "button", "aria-label", "one step back");
    page.element("button", "▶", "id", "on", "type", "button", "aria-label", "one step on");
    page.empty(
        "input",
        "id",
        "step",
        "type",
        "range",
        "min",
        0,
        "max",
        shown.steps(),
        "value",
        shown.steps(),
        "aria-label",
        "step");
    page.element("output", "step " + shown.steps(), "id", "shown", "for", "step");
    page.open("select", "id", "speed", "aria-label", "speed");
    for (String speed : SPEEDS) {
      Object[] usual = {"value", speed, "selected", "selected"};
      page.element(
          "option", "speed × " + speed, speed.equals("1") ? usual : Arrays.copyOf(usual, 2));
    }
    page.close();
    page.close().lineBreak();
  }

  private static void pictures(HtmlMarkup page, FunctionPaths shown) {
    page.open("div", "class", "pictures").lineBreak();
    page.open("div", "class", "plot");
    svg(page, ContourPlot.WIDTH, ContourPlot.HEIGHT, PathsSvg.described(shown));
    new ContourPlot(shown).drawOn(page);
    page.close().close().lineBreak();
    page.open("div", "class", "chart");
    ValueChart chart = new ValueChart(shown);
    svg(page, ValueChart.WIDTH, ValueChart.HEIGHT, chart.title());
    chart.drawOn(page);
    page.close().close().lineBreak();
    page.close().lineBreak();
  }

  private static void svg(HtmlMarkup page, int width, int height, String described) {
    page.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + width + " " + height,
        "role",
        "img",
        "aria-label",
        described);
    page.lineBreak();
  }

  private static void keys(HtmlMarkup page) {
    page.open("p", "class", "faint keys").lineBreak();
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
}

package io.fallline.report.paths;

import static io.fallline.report.ReadableNumbers.sentence;
import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.HtmlMarkup;
import io.fallline.report.paths.FunctionWithPaths.FunctionPath;
import java.util.ArrayList;
import java.util.List;

/** The picture of paths: the contour plot, a legend with the end of each path, and the values. */
public final class PathsSvg {
  private static final int TOP = 50;
  private static final int GAP = 18;
  private static final int LEGEND = ContourPlot.WIDTH + GAP;
  private static final int LEGEND_LINE = 17;
  private static final int WIDTH = LEGEND + ValueChart.WIDTH + GAP;

  /** Letters of twelve pixels that stand beside each other in the legend. */
  private static final int LETTERS = 38;

  private PathsSvg() {}

  public static String of(FunctionWithPaths shown) {
    List<List<String>> legend = shown.paths().stream().map(path -> entry(shown, path)).toList();
    int lines = legend.stream().mapToInt(List::size).sum() + 1;
    int chart = TOP + 8 + lines * LEGEND_LINE + GAP;
    int height = Math.max(TOP + ContourPlot.HEIGHT, chart + ValueChart.HEIGHT);
    HtmlMarkup svg = new HtmlMarkup();
    svg.openSvg(WIDTH, height, described(shown)).lineBreak();
    svg.element("style", ChartStyle.text() + ChartStyle.resource(PathsSvg.class, "paths.css"));
    svg.empty("rect", "class width height", "paper", WIDTH, height);
    svg.element("text", title(shown), "class x y", "title", 14, 24);
    svg.element("text", shown.function().formula(), "x y", 14, 43);
    svg.open("g", "transform", "translate(0 " + TOP + ")").lineBreak();
    new ContourPlot(shown).drawOn(svg);
    svg.close().lineBreak();
    legend(svg, shown, legend);
    svg.open("g", "transform", "translate(" + LEGEND + " " + (height - ValueChart.HEIGHT) + ")");
    new ValueChart(shown).drawOn(svg);
    svg.close().lineBreak();
    return svg.close().lineBreak().toString();
  }

  static String title(FunctionWithPaths shown) {
    return shown.name() + (shown.climbs() ? ", climbed" : "");
  }

  /** For those who cannot see it. */
  static String described(FunctionWithPaths shown) {
    List<String> paths = new ArrayList<>();
    for (FunctionPath path : shown.paths()) {
      String ending = path.ending().isEmpty() ? path.path().steps() + " steps" : path.ending();
      paths.add(
          shown.label(path)
              + " ends at "
              + FunctionWithPaths.pair(path.path().last())
              + ", "
              + ending);
    }
    return sentence(
        "Contours of %s with paths from %s: %s",
        shown.function().formula(),
        FunctionWithPaths.pair(shown.paths().get(0).start()),
        String.join("; ", paths));
  }

  private static void legend(HtmlMarkup svg, FunctionWithPaths shown, List<List<String>> legend) {
    int y = TOP + 20;
    for (int i = 0; i < legend.size(); i++) {
      svg.open("g", "class", "path " + ChartStyle.lineStyle(i));
      svg.empty("path", "class d", "line", "M" + LEGEND + " " + (y - 4) + "h20");
      svg.close().lineBreak();
      for (String line : legend.get(i)) {
        svg.element("text", line, "class x y", "entry", LEGEND + 28, y);
        y += LEGEND_LINE;
      }
    }
    String goal = shown.goals().isEmpty() ? "" : shown.climbs() ? "   + maximum" : "   + minimum";
    svg.element("text", "○ start   ● end" + goal, "x y", LEGEND, y);
  }

  /** In lines that fit. */
  private static List<String> entry(FunctionWithPaths shown, FunctionPath path) {
    String label = shown.label(path);
    String value = "f = " + significant(shown.function().value(path.path().last()));
    String ending = path.ending().isEmpty() ? value : path.ending();
    String whole = label + ": " + ending;
    return whole.length() <= LETTERS ? List.of(whole) : List.of(label, ending);
  }
}

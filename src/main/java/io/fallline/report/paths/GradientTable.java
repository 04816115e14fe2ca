package io.fallline.report.paths;

import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.core.function.Point;
import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.HtmlMarkup;
import io.fallline.report.paths.FunctionWithPaths.FunctionPath;
import java.util.List;

/** The page's table of gradients: a row for each path at its end, which the script updates. */
final class GradientTable {
  /** Where a point of the page's data has what a column shows; −1 where the script knows better. */
  private record Column(String title, int at) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("x", 0),
          new Column("y", 1),
          new Column("value", 2),
          new Column("rate", 3),
          new Column("∂f/∂x formula", 4),
          new Column("difference", 6),
          new Column("∂f/∂y formula", 5),
          new Column("difference", 7));

  private GradientTable() {}

  static void write(HtmlMarkup page, FunctionWithPaths shown) {
    page.open("div", "class tabindex", "scroll", 0).lineBreak();
    page.open("table").open("thead").open("tr").lineBreak();
    page.element("th", "path", "scope", "col");
    COLUMNS.forEach(column -> page.element("th", column.title(), "scope", "col"));
    page.element("th", "apart", "scope", "col");
    page.element("th", "at most", "scope", "col");
    page.element("th", "ended", "scope", "col");
    page.close().close().open("tbody").lineBreak();
    for (int i = 0; i < shown.paths().size(); i++) {
      row(page, shown, shown.paths().get(i), i);
    }
    page.close().close().close().lineBreak();
  }

  private static void row(HtmlMarkup page, FunctionWithPaths shown, FunctionPath path, int index) {
    page.open("tr", "data-path", index).open("th", "scope", "row").open("label");
    page.empty("input", "type checked data-path", "checkbox", "checked", index);
    page.open("svg", "class viewBox", "swatch " + ChartStyle.lineStyle(index), "0 0 26 10");
    page.empty("path", "class d", "line", "M1 5h24");
    page.close();
    page.element("span", shown.label(path)).close().close().lineBreak();
    Point at = path.path().last();
    List<Double> rates = path.path().learningRates();
    Point formula = shown.function().gradient(at);
    Point central = shown.function().centralDifference(at);
    double[] numbers = {
      at.x(),
      at.y(),
      shown.function().value(at),
      rates.isEmpty() ? Double.NaN : rates.get(rates.size() - 1),
      formula.x(),
      central.x(),
      formula.y(),
      central.y()
    };
    for (int k = 0; k < numbers.length; k++) {
      page.element("td", text(numbers[k]), "data-at", COLUMNS.get(k).at());
    }
    page.element("td", text(shown.difference(at)), "class", "difference");
    page.element("td", text(shown.largestDifference(path)));
    page.element("td", path.ending(), "class data-ended", "ended", path.ending());
    page.close().lineBreak();
  }

  private static String text(double number) {
    return Double.isFinite(number) ? significant(number) : "";
  }
}

package io.fallline.report.tuning;

import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.HtmlMarkup;
import io.fallline.report.page.HtmlPage;
import io.fallline.report.page.PageElements;
import io.fallline.report.tuning.ComparisonText.ComparisonTable;
import java.util.ArrayList;
import java.util.List;

/** The HTML page of a comparison, {@code compare.html}. */
public final class ComparisonPage {
  private ComparisonPage() {}

  public static String of(Comparison comparison) {
    return HtmlPage.of(comparison.name() + ", compared", out -> write(out, comparison));
  }

  private static void write(HtmlMarkup out, Comparison comparison) {
    out.open("header").element("h1", comparison.name() + ", compared");
    out.element("p", ComparisonText.headline(comparison), "class", "run");
    int missing = comparison.planned() - comparison.contestants().size();
    if (missing > 0) {
      stopped(
          out,
          missing
              + " of "
              + comparison.planned()
              + " runs are not there: the comparison goes on, or was ended.");
    }
    comparison.warnings().forEach(warning -> stopped(out, "Warning: " + warning));
    out.close().lineBreak();
    comparison.winner().ifPresent(winner -> best(out, comparison, winner));
    PageElements.section(out, "The runs");
    table(out, comparison);
    ComparisonCurves ranked = ComparisonCurves.ranked(comparison);
    if (!ranked.isEmpty()) {
      figure(out, ranked);
    }
    ComparisonCurves training = ComparisonCurves.training(comparison);
    if (!training.isEmpty() && !training.title().equals(ranked.title())) {
      figure(out, training);
    }
    PageElements.endSection(out);
  }

  private static void stopped(HtmlMarkup out, String text) {
    out.element("p", text, "class", "stopped");
  }

  private static void best(HtmlMarkup out, Comparison comparison, ComparedRunResult winner) {
    out.open("div", "class", "tiles").open("div");
    out.element("strong", significant(winner.score()));
    out.element("span", "best " + comparison.criterion().words());
    out.close().close().lineBreak();
    out.open("p", "class", "run").text(winner.label() + ": ");
    out.element("a", Comparison.WINNER, "href", Comparison.WINNER).close().lineBreak();
  }

  private static void table(HtmlMarkup out, Comparison comparison) {
    ComparisonTable results = ComparisonTable.of(comparison);
    out.open("figure", "class", "wide").open("div", "class", "scroll");
    out.open("table", "class", "runs");
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(results.titles());
    head.add("report");
    PageElements.head(out, head);
    out.lineBreak().open("tbody").lineBreak();
    int words = comparison.keys().size();
    for (int i = 0; i < results.lines().size(); i++) {
      line(out, comparison.contestants().get(i), i, results, words);
    }
    out.close().close().close();
    PageElements.note(
        out, "Scores are of the final models; time counts steps alone. The best six have colours.");
    out.close().lineBreak();
  }

  private static void line(
      HtmlMarkup out, ComparedRunResult one, int index, ComparisonTable results, int words) {
    out.open("tr");
    boolean coloured = one.hasScore() && index < ChartStyle.COLORS;
    out.open("th", "scope", "row");
    out.element(
        "span",
        one.hasScore() ? String.valueOf(index + 1) : "–",
        "class",
        coloured ? "rank " + ChartStyle.color(index) : "rank");
    out.close();
    List<String> cells = results.lines().get(index);
    for (int k = 0; k < cells.size(); k++) {
      out.element("td", cells.get(k), "class", k < words ? "name" : null);
    }
    if (one.failure().isPresent()) {
      int rest = results.titles().size() - cells.size();
      out.element("td", "failed: " + one.failure().get(), "class colspan", "name", rest);
    }
    out.open("td");
    out.element("a", one.runId(), "href", "../" + one.runId() + "/report.html");
    out.close().close().lineBreak();
  }

  private static void figure(HtmlMarkup out, ComparisonCurves curves) {
    PageElements.chart(out, curves.title(), curves.names(), curves.chart()::drawOn, curves.note());
  }
}

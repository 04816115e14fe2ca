package io.fallline.report.page;

import static io.fallline.report.ReadableNumbers.count;
import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.report.RecordedRun;
import io.fallline.report.ReportData;
import io.fallline.report.ReportData.Weight;
import io.fallline.report.ReportData.Weights;
import io.fallline.report.chart.HtmlMarkup;
import java.util.List;

/** The page's section on the weights of a linear model. */
final class WeightSection {
  private WeightSection() {}

  static void addTo(HtmlMarkup out, RecordedRun run) {
    run.details()
        .map(ReportData::weights)
        .filter(weights -> !weights.largest().isEmpty())
        .ifPresent(weights -> add(out, weights));
  }

  private static void add(HtmlMarkup out, Weights weights) {
    PageElements.section(out, "What it looks at");
    out.open("figure", "class", "wide").open("figcaption");
    out.element(
        "h3",
        weights.largest().size() < weights.count()
            ? "The "
                + weights.largest().size()
                + " largest of "
                + count(weights.count())
                + " weights"
            : "Weights, the largest first");
    out.close().open("div", "class", "scroll").open("table", "class", "weights");
    boolean outputs = weights.largest().get(0).output() != null;
    List<String> one = List.of("input", "per scale", "", "per unit");
    List<String> several = List.of("input", "class", "per scale", "", "per unit");
    PageElements.head(out, outputs ? several : one);
    out.lineBreak().open("tbody");
    double largest = Math.abs(weights.largest().get(0).scaled());
    weights.largest().forEach(weight -> line(out, weight, largest, outputs));
    out.close().close().close();
    PageElements.note(
        out,
        "What the score gains per scale of an input, which is the standard deviation of its training rows unless data.scaling says otherwise: by "
            + "these weights are ranked. And per unit, as the data have it."
            + (weights.intercepts().length == 1
                ? " The score of a row of zeros is " + significant(weights.intercepts()[0]) + "."
                : ""));
    out.close();
    PageElements.endSection(out);
  }

  private static void line(HtmlMarkup out, Weight weight, double largest, boolean outputs) {
    double share = largest > 0 ? Math.abs(weight.scaled()) / largest : 0;
    out.open("tr").element("th", PageElements.shortened(weight.input()), "scope", "row");
    if (outputs) {
      out.element("td", PageElements.shortened(weight.output()), "class", "name");
    }
    out.element("td", significant(weight.scaled()));
    PageElements.bar(out, weight.scaled() < 0 ? "less" : "more", share);
    out.element("td", significant(weight.original())).close().lineBreak();
  }
}

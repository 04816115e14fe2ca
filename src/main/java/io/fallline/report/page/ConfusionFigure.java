package io.fallline.report.page;

import io.fallline.report.ReadableNumbers;
import io.fallline.report.RunDetails.Confusion;
import io.fallline.report.chart.HtmlMarkup;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The figure of a confusion matrix, each cell as dark as its share of its line. */
final class ConfusionFigure {
  private static final double DARK = 0.5;

  /** More classes take the width of the page. */
  private static final int MOST_BESIDE_OTHERS = 10;

  private ConfusionFigure() {}

  static void addTo(HtmlMarkup out, Confusion confusion, String rows) {
    boolean wide = confusion.classes().size() > MOST_BESIDE_OTHERS;
    out.open("figure", "class", wide ? "wide" : null);
    out.open("figcaption").element("h3", "Confusion matrix, " + rows).close().lineBreak();
    out.open("div", "class", "scroll").open("table", "class", "confusion");
    out.open("thead").open("tr").element("th", "true ↓ predicted →", "scope", "col");
    confusion
        .classes()
        .forEach(name -> out.element("th", PageLayout.shortened(name), "scope", "col"));
    out.close().close().lineBreak().open("tbody");
    for (int label = 0; label < confusion.weights().length; label++) {
      line(out, confusion.classes().get(label), label, confusion.weights()[label]);
    }
    out.close().close().close();
    PageLayout.note(
        out, "A line a true class, a column a predicted one: the diagonal is what is right.");
    out.close().lineBreak();
  }

  private static void line(HtmlMarkup out, String name, int label, double[] weights) {
    double total = DoubleStream.of(weights).sum();
    out.open("tr").element("th", PageLayout.shortened(name), "scope", "row");
    for (int prediction = 0; prediction < weights.length; prediction++) {
      double share = total > 0 ? weights[prediction] / total : 0;
      String type = prediction == label ? "right" : "wrong";
      out.element(
          "td",
          weights[prediction] == 0 ? "·" : ReadableNumbers.amount(weights[prediction]),
          "class",
          share > DARK ? type + " dark" : type,
          "style",
          share == 0 ? null : String.format(Locale.ROOT, "--share:%.3f", share));
    }
    out.close().lineBreak();
  }
}

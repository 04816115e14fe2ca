package io.fallline.report.page;

import static io.fallline.report.ReadableNumbers.amount;
import static io.fallline.report.ReadableNumbers.sentence;
import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.report.RecordedRun;
import io.fallline.report.ReportData;
import io.fallline.report.ReportData.CalibrationBin;
import io.fallline.report.ReportData.Confusion;
import io.fallline.report.ReportData.Curves;
import io.fallline.report.chart.Axis;
import io.fallline.report.chart.HistogramChart;
import io.fallline.report.chart.HtmlMarkup;
import io.fallline.report.chart.LineChart;
import io.fallline.report.chart.Series;
import java.util.List;
import java.util.stream.DoubleStream;

/** The page's section on the quality of the final model. */
final class QualitySection {
  private static final double SMALLEST_DOT = 2;
  private static final double LARGEST_DOT = 9;
  private static final double DARK = 0.5;

  /** More classes take the width of the page. */
  private static final int MOST_BESIDE_OTHERS = 10;

  private final HtmlMarkup out;

  private QualitySection(HtmlMarkup out) {
    this.out = out;
  }

  static void addTo(HtmlMarkup out, RecordedRun run) {
    if (run.summary().isMissingNode()) {
      return;
    }
    PageElements.section(out, "What it came to");
    ScoreTable.addTo(out, run);
    run.details().map(ReportData::curves).ifPresent(new QualitySection(out)::curves);
    PageElements.endSection(out);
  }

  private void curves(Curves curves) {
    String rows = curves.part() + " rows";
    if (curves.confusion() != null) {
      confusion(curves.confusion(), rows);
    }
    if (curves.roc() != null) {
      roc(curves.roc(), rows);
    }
    if (curves.calibration() != null) {
      calibration(curves.calibration(), rows);
    }
    if (curves.residuals() != null) {
      residuals(curves.residuals(), rows);
    }
  }

  private void roc(ReportData.Roc roc, String rows) {
    LineChart chart =
        new LineChart(
            "ROC curve of the " + rows,
            Axis.between("false positive rate", 0, 1),
            Axis.between("true positive rate", 0, 1),
            List.of(
                Series.exact(
                    "true positive rate", roc.falsePositiveRates(), roc.truePositiveRates()),
                Series.diagonal()));
    String note =
        "Class "
            + PageElements.shortened(roc.positive())
            + " found, against the other one taken for it, at every threshold. The dashed line is chance.";
    PageElements.chart(out, "ROC, " + rows, List.of(), chart::drawOn, note);
  }

  private void calibration(List<CalibrationBin> bins, String rows) {
    double heaviest = bins.stream().mapToDouble(CalibrationBin::weight).max().orElse(1);
    double[] radii =
        bins.stream()
            .mapToDouble(
                bin -> Math.max(SMALLEST_DOT, LARGEST_DOT * Math.sqrt(bin.weight() / heaviest)))
            .toArray();
    LineChart chart =
        new LineChart(
            "Calibration of the " + rows,
            Axis.between("predicted probability", 0, 1),
            Axis.between("share observed", 0, 1),
            List.of(
                new Series(
                    "share observed",
                    Series.Form.DOTS,
                    bins.stream().mapToDouble(CalibrationBin::predicted).toArray(),
                    bins.stream().mapToDouble(CalibrationBin::observed).toArray(),
                    radii),
                Series.diagonal()));
    String note =
        "Of rows with about the same probability, how many are of the class. A dot's area is the weight of its rows; on "
            + "the dashed line probabilities are what they say.";
    PageElements.chart(out, "Calibration, " + rows, List.of(), chart::drawOn, note);
  }

  private void residuals(ReportData.Residuals residuals, String rows) {
    HistogramChart chart =
        new HistogramChart(
            "Residuals of the " + rows,
            Axis.between("label − prediction", residuals.from(), residuals.to()),
            residuals.weights(),
            "rows");
    String note =
        sentence(
            "Nine of ten lie between %s and %s, the middle one near %s. The outer columns have what lies "
                + "beyond, too.",
            significant(residuals.low()),
            significant(residuals.high()),
            significant(residuals.median()));
    PageElements.chart(out, "Residuals, " + rows, List.of(), chart::drawOn, note);
  }

  /** Each cell is as dark as its share of its line. */
  private void confusion(Confusion confusion, String rows) {
    boolean wide = confusion.classes().size() > MOST_BESIDE_OTHERS;
    out.open("figure", "class", wide ? "wide" : null);
    out.open("figcaption").element("h3", "Confusion matrix, " + rows).close().lineBreak();
    out.open("div", "class", "scroll").open("table", "class", "confusion");
    out.open("thead").open("tr").element("th", "true ↓ predicted →", "scope", "col");
    confusion
        .classes()
        .forEach(name -> out.element("th", PageElements.shortened(name), "scope", "col"));
    out.close().close().lineBreak().open("tbody");
    for (int label = 0; label < confusion.weights().length; label++) {
      confusionLine(confusion.classes().get(label), label, confusion.weights()[label]);
    }
    out.close().close().close();
    PageElements.note(
        out, "A line a true class, a column a predicted one: the diagonal is what is right.");
    out.close().lineBreak();
  }

  private void confusionLine(String name, int label, double[] weights) {
    double total = DoubleStream.of(weights).sum();
    out.open("tr").element("th", PageElements.shortened(name), "scope", "row");
    for (int prediction = 0; prediction < weights.length; prediction++) {
      double share = total > 0 ? weights[prediction] / total : 0;
      String type = prediction == label ? "right" : "wrong";
      out.element(
          "td",
          weights[prediction] == 0 ? "·" : amount(weights[prediction]),
          "class style",
          share > DARK ? type + " dark" : type,
          share == 0 ? null : PageElements.share(share));
    }
    out.close().lineBreak();
  }
}

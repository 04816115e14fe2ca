package io.fallline.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.report.Numbers;
import io.fallline.report.RecordedRun;
import io.fallline.report.RunDetails;
import io.fallline.report.RunDetails.CalibrationBin;
import io.fallline.report.RunDetails.Curves;
import io.fallline.report.chart.Axis;
import io.fallline.report.chart.ColumnChart;
import io.fallline.report.chart.LineChart;
import io.fallline.report.chart.Markup;
import io.fallline.report.chart.Series;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How good the final model is. */
final class QualitySection {
  private static final List<String> PARTS = List.of("train", "validation", "test");
  private static final double SMALLEST_DOT = 2;
  private static final double LARGEST_DOT = 9;

  private final Markup out;
  private final JsonNode summary;

  private QualitySection(Markup out, JsonNode summary) {
    this.out = out;
    this.summary = summary;
  }

  static void addTo(Markup out, RecordedRun run) {
    if (run.summary().isMissingNode()) {
      return;
    }
    Card.section(out, "What it came to");
    QualitySection section = new QualitySection(out, run.summary());
    section.numbers();
    run.details().map(RunDetails::curves).ifPresent(section::curves);
    Card.endSection(out);
  }

  private void numbers() {
    Card.figure(out, "Loss and metrics", List.of());
    out.open("table");
    List<String> parts =
        PARTS.stream().filter(part -> summary.path("loss").path(part).isNumber()).toList();
    Card.head(out, java.util.stream.Stream.concat(List.of("").stream(), parts.stream()).toList());
    out.open("tbody");
    line("loss", parts.stream().map(part -> summary.path("loss").path(part)).toList());
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(
        part -> summary.path("metrics").path(part).fieldNames().forEachRemaining(names::add));
    for (String name : names) {
      line(
          name, parts.stream().map(part -> summary.path("metrics").path(part).path(name)).toList());
    }
    out.close().close().close().lineBreak();
  }

  private void line(String name, List<JsonNode> numbers) {
    out.open("tr").element("th", name, "scope", "row");
    for (JsonNode number : numbers) {
      out.element("td", number.isNumber() ? Numbers.significant(number.asDouble()) : "–");
    }
    out.close().lineBreak();
  }

  private void curves(Curves curves) {
    String rows = curves.part() + " rows";
    if (curves.confusion() != null) {
      ConfusionFigure.addTo(out, curves.confusion(), rows);
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

  private void roc(RunDetails.Roc roc, String rows) {
    Card.figure(out, "ROC, " + rows, List.of());
    new LineChart(
            "ROC curve of the " + rows,
            Axis.between("false positive rate", 0, 1),
            Axis.between("true positive rate", 0, 1),
            List.of(
                Series.exact(
                    "true positive rate", roc.falsePositiveRates(), roc.truePositiveRates()),
                Series.diagonal()))
        .drawOn(out);
    Card.note(
        out,
        "Class "
            + Card.shortened(roc.positive())
            + " found, against the other one taken for it, at every threshold. The dashed line is chance.");
    out.close().lineBreak();
  }

  private void calibration(List<CalibrationBin> bins, String rows) {
    double heaviest = bins.stream().mapToDouble(CalibrationBin::weight).max().orElse(1);
    double[] radii =
        bins.stream()
            .mapToDouble(
                bin -> Math.max(SMALLEST_DOT, LARGEST_DOT * Math.sqrt(bin.weight() / heaviest)))
            .toArray();
    Card.figure(out, "Calibration, " + rows, List.of());
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
                Series.diagonal()))
        .drawOn(out);
    Card.note(
        out,
        "Of rows with about the same probability, how many are of the class. A dot's area is the weight of its rows; on "
            + "the dashed line probabilities are what they say.");
    out.close().lineBreak();
  }

  private void residuals(RunDetails.Residuals residuals, String rows) {
    Card.figure(out, "Residuals, " + rows, List.of());
    new ColumnChart(
            "Residuals of the " + rows,
            Axis.between("label − prediction", residuals.from(), residuals.to()),
            residuals.weights(),
            "rows")
        .drawOn(out);
    Card.note(
        out,
        "Nine of ten lie between "
            + Numbers.significant(residuals.low())
            + " and "
            + Numbers.significant(residuals.high())
            + ", the middle one near "
            + Numbers.significant(residuals.median())
            + ". The outer columns have what lies beyond, too.");
    out.close().lineBreak();
  }
}

package io.fallline.report.choosing;

import io.fallline.report.Numbers;
import io.fallline.report.chart.Axis;
import io.fallline.report.chart.LineChart;
import io.fallline.report.chart.Series;
import java.util.ArrayList;
import java.util.List;

/** The curve of a range test, with the rates worth looking at. */
record RateChart(RateFinding finding) {
  String title() {
    return "Loss by learning rate, " + finding.rule();
  }

  /** In the order of their colours. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of("loss, smoothed"));
    finding.suggestion().ifPresent(rate -> names.add("suggestion " + Numbers.significant(rate)));
    if (configuredIsInRange()) {
      names.add("configured " + Numbers.significant(finding.configured()));
    }
    return names;
  }

  String note() {
    return "grey: the loss of each step's batch";
  }

  /** The curve decides what is seen; single losses may leave it. */
  Axis losses() {
    return Axis.fitting("loss", List.of(finding.smoothed()));
  }

  /** Over powers of ten. */
  Axis learningRates() {
    double[] rates = finding.rates();
    double last = Math.max(rates[rates.length - 1], 10 * rates[0]);
    return new Axis("learning rate", rates[0], last, true);
  }

  LineChart chart() {
    Axis y = losses();
    List<Series> series = new ArrayList<>();
    series.add(Series.exact("loss", finding.rates(), finding.smoothed()));
    finding.suggestion().ifPresent(rate -> series.add(Series.mark("suggestion", rate, y)));
    if (configuredIsInRange()) {
      series.add(Series.mark("configured", finding.configured(), y));
    }
    series.add(Series.faint("loss of a step", finding.rates(), finding.losses()));
    return new LineChart(title() + "; " + String.join("; ", names()), learningRates(), y, series);
  }

  private boolean configuredIsInRange() {
    return finding.configured() >= learningRates().from()
        && finding.configured() <= learningRates().to();
  }
}

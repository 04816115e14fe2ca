package io.fallline.report.tuning;

import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.core.schedule.RangeTestCurve.RangeTestTrial;
import io.fallline.report.chart.Axis;
import io.fallline.report.chart.LineChart;
import io.fallline.report.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The chart of a range test: the curve, with the suggested and the configured rate. */
record RangeTestChart(RangeTestResult finding) {
  String title() {
    return "Loss by learning rate, " + finding.rule();
  }

  /** In the order of their colours. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of("loss after " + steps() + " steps"));
    finding.suggestion().ifPresent(rate -> names.add("suggestion " + significant(rate)));
    if (configuredIsInRange()) {
      names.add("configured " + significant(finding.configured()));
    }
    return names;
  }

  String note() {
    List<RangeTestTrial> scouts = finding.curve().scouts();
    String level = "level: the loss before any step";
    return scouts.isEmpty() // where there is one rate to try
        ? level
        : "grey: the loss after " + scouts.get(0).steps() + " steps; " + level;
  }

  private int steps() {
    return finding.curve().trials().get(0).steps();
  }

  /** Trials that did not diverge, by ascending rate. */
  List<RangeTestTrial> finite() {
    return finding.curve().trials().stream()
        .filter(trial -> Double.isFinite(trial.change()))
        .toList();
  }

  static double[] rates(List<RangeTestTrial> trials) {
    return trials.stream().mapToDouble(RangeTestTrial::rate).toArray();
  }

  double[] losses(List<RangeTestTrial> trials) {
    return trials.stream().mapToDouble(finding.curve()::loss).toArray();
  }

  /** What has fallen decides what is seen: far above the first loss, one number is like another. */
  Axis losses() {
    double first = finding.curve().firstLoss();
    double[] losses = losses(finite());
    double lowest = DoubleStream.of(losses).min().orElse(first);
    double highest = first + Math.max(first - lowest, 0);
    double[] shown = DoubleStream.of(losses).map(loss -> Math.min(loss, highest)).toArray();
    return Axis.fitting("loss", List.of(new double[] {first}, shown));
  }

  /** Over powers of ten. */
  Axis learningRates() {
    double[] rates =
        Stream.of(finding.curve().scouts(), finding.curve().trials())
            .flatMap(List::stream)
            .mapToDouble(RangeTestTrial::rate)
            .sorted()
            .toArray();
    double last = Math.max(rates[rates.length - 1], 10 * rates[0]);
    return new Axis("learning rate", rates[0], last, true);
  }

  LineChart chart() {
    Axis y = losses();
    Axis x = learningRates();
    List<RangeTestTrial> scouts = finding.curve().scouts();
    double first = finding.curve().firstLoss();
    List<Series> series = new ArrayList<>();
    series.add(Series.dots("loss", rates(finite()), losses(finite())));
    finding.suggestion().ifPresent(rate -> series.add(Series.mark("suggestion", rate, y)));
    if (configuredIsInRange()) {
      series.add(Series.mark("configured", finding.configured(), y));
    }
    series.add(Series.faint("loss of scouts", rates(scouts), losses(scouts)));
    double[] ends = {x.from(), x.to()};
    series.add(Series.guide("loss before any step", ends, new double[] {first, first}));
    return new LineChart(title() + "; " + String.join("; ", names()), x, y, series);
  }

  private boolean configuredIsInRange() {
    return finding.configured() >= learningRates().from()
        && finding.configured() <= learningRates().to();
  }
}

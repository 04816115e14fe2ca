package io.fallline.report.page;

import static io.fallline.report.ReadableNumbers.count;
import static io.fallline.report.ReadableNumbers.sentence;
import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.report.History;
import io.fallline.report.History.Finish;
import io.fallline.report.History.Step;
import io.fallline.report.History.Validation;
import io.fallline.report.RecordedRun;
import io.fallline.report.chart.Axis;
import io.fallline.report.chart.HtmlMarkup;
import io.fallline.report.chart.LineChart;
import io.fallline.report.chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The page's section with the curves of a training, step by step and epoch by epoch. */
final class TrainingCurvesSection {
  /** In units of the label; all others are shares. */
  private static final Set<String> IN_UNITS = Set.of("rmse", "mae");

  private static final String LOG_LOSS = "logLoss";

  private final HtmlMarkup out;
  private final History history;
  private final double[] steps;
  private final double[] ends;
  private final Axis axis;

  private TrainingCurvesSection(HtmlMarkup out, History history) {
    this.out = out;
    this.history = history;
    steps = history.ofSteps(Step::step);
    ends = history.ofValidations(Validation::step);
    double last = Math.max(last(steps), last(ends));
    axis = Axis.between("step", steps.length == 0 ? 0 : Math.min(steps[0], last), last);
  }

  static void addTo(HtmlMarkup out, RecordedRun run) {
    if (run.history().steps().isEmpty()) {
      return;
    }
    PageElements.section(out, "How it went");
    new TrainingCurvesSection(out, run.history()).add();
    PageElements.endSection(out);
  }

  private void add() {
    loss();
    metrics();
    rate();
    ofSteps("Gradient norm", "norm", Step::gradientNorm);
    ofSteps("Throughput", "samples a second", Step::samplesPerSecond);
    out.open("p", "class", "wide note");
    out.text(
        "A step's loss is its batch's, without penalty, before the update. Where many steps share a point of the width, "
            + "the line is their mean and the band reaches from the least to the greatest.");
    if (last(steps) > steps.length) {
      out.text(
          " Of " + count((long) last(steps)) + " steps " + count(steps.length) + " were recorded.");
    }
    out.close();
    finish();
  }

  private void finish() {
    List<Finish> passes = history.finishes();
    if (passes.isEmpty()) {
      return;
    }
    Finish last = passes.get(0);
    for (Finish pass : passes) {
      last = pass.accepted() ? pass : last;
    }
    out.open("p", "class", "wide note");
    out.text(
        sentence(
            "After the last step, %s%s over all training rows brought the loss from %s to %s%s",
            count(passes.size()),
            passes.size() == 1 ? " Newton pass" : " Newton passes",
            significant(passes.get(0).loss()),
            significant(last.loss()),
            last.l2() > 0 ? ", with a penalty of l2 = " + significant(last.l2()) + "." : "."));
    out.close();
  }

  /** A constant one is a number, and no picture. */
  private void rate() {
    double[] rates = history.ofSteps(Step::learningRate);
    if (DoubleStream.of(rates).anyMatch(rate -> rate != rates[0])) {
      ofSteps("Learning rate", "rate", Step::learningRate);
      return;
    }
    PageElements.figure(out, "Learning rate", List.of());
    out.open("dl");
    PageElements.fact(out, "in every step", significant(rates[0]));
    out.close().close().lineBreak();
  }

  private void loss() {
    List<Series> series = new ArrayList<>();
    series.add(Series.course("training", steps, history.ofSteps(Step::loss)));
    if (ends.length > 0) {
      series.add(Series.dots("validation", ends, history.ofValidations(Validation::loss)));
    }
    chart("Loss", "loss", series);
  }

  private void metrics() {
    Set<String> names = new LinkedHashSet<>();
    history.validations().forEach(validation -> names.addAll(validation.metrics().keySet()));
    List<Series> shares = new ArrayList<>();
    List<Series> inUnits = new ArrayList<>();
    for (String name : names) {
      Series series =
          Series.dots(name, ends, history.ofValidations(validation -> validation.metric(name)));
      if (!name.equals(LOG_LOSS)) { // which the losses that have it are
        (IN_UNITS.contains(name) ? inUnits : shares).add(series);
      }
    }
    chart(title("metrics", shares), "share", shares);
    chart(title("errors", inUnits), "units of the label", inUnits);
  }

  /** The title names a single series, which has no list of names beside it. */
  private static String title(String what, List<Series> series) {
    return "Validation " + (series.size() == 1 ? series.get(0).name() : what);
  }

  private void ofSteps(String title, String unit, ToDoubleFunction<Step> number) {
    chart(title, unit, List.of(Series.course(unit, steps, history.ofSteps(number))));
  }

  private void chart(String title, String unit, List<Series> series) {
    if (series.isEmpty()) {
      return;
    }
    List<double[]> numbers = series.stream().map(Series::y).toList();
    String described = title + " by step, " + ends(series);
    LineChart chart = new LineChart(described, axis, Axis.fitting(unit, numbers), series);
    List<String> names = series.stream().map(Series::name).toList();
    PageElements.chart(out, title, names, chart::drawOn, "");
  }

  /** For those who cannot see the picture. */
  private static String ends(List<Series> series) {
    List<String> ends = new ArrayList<>();
    for (Series one : series) {
      int last = one.y().length - 1;
      ends.add(
          one.name() + " from " + significant(one.y()[0]) + " to " + significant(one.y()[last]));
    }
    return String.join(", ", ends);
  }

  private static double last(double[] ascending) {
    return ascending.length == 0 ? 0 : ascending[ascending.length - 1];
  }
}

package io.fallline.report.tuning;

import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.report.chart.Axis;
import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.LineChart;
import io.fallline.report.chart.Series;
import io.fallline.report.tuning.ComparedRunResult.Course;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The curves of compared runs in one chart. The best have colours; all others are grey behind them,
 * and beyond the edge where they are far off.
 *
 * @param unit what the numbers are
 */
public record ComparisonCurves(
    Comparison comparison, String title, String unit, Function<ComparedRunResult, Course> course) {
  /** What runs are ranked by, epoch by epoch; training losses where nothing of it is known. */
  static ComparisonCurves ranked(Comparison comparison) {
    ComparisonCurves validation =
        new ComparisonCurves(
            comparison,
            "Validation " + comparison.criterion().score() + " by epoch",
            comparison.criterion().score(),
            ComparedRunResult::validation);
    return validation.isEmpty() ? training(comparison) : validation;
  }

  static ComparisonCurves training(Comparison comparison) {
    return new ComparisonCurves(
        comparison, "Training loss by epoch", "loss", ComparedRunResult::training);
  }

  /** {@code compare.svg}: the ranked curves with the runs' names, the best first. */
  public static String picture(Comparison comparison) {
    ComparisonCurves curves = ranked(comparison);
    return curves
        .chart()
        .picture(comparison.name() + ": " + curves.title, curves.names(), curves.note());
  }

  boolean isEmpty() {
    return shown().stream().allMatch(one -> course.apply(one).epochs().length == 0);
  }

  /** In the order of their colours, after their ranks, by which the chart has them. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (ComparedRunResult one : shown().stream().limit(ChartStyle.COLORS).toList()) {
      names.add(rank(names.size()) + " " + one.label());
    }
    return names;
  }

  private static String rank(int index) {
    return index + 1 + ":";
  }

  /** What is not among the names. */
  String note() {
    int others = shown().size() - ChartStyle.COLORS;
    return others <= 0 ? "" : "grey: " + others + (others == 1 ? " other run" : " others");
  }

  LineChart chart() {
    List<Series> series = new ArrayList<>();
    List<double[]> numbers = new ArrayList<>();
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    for (ComparedRunResult one : shown()) {
      Course its = course.apply(one);
      boolean coloured = series.size() < ChartStyle.COLORS;
      series.add(
          coloured
              ? Series.dots(rank(series.size()), its.epochs(), its.numbers())
              : Series.faint(rank(series.size()), its.epochs(), its.numbers()));
      if (coloured) {
        numbers.add(its.numbers());
      }
      from = Math.min(from, Arrays.stream(its.epochs()).min().orElse(from));
      to = Math.max(to, Arrays.stream(its.epochs()).max().orElse(to));
    }
    Axis epochs = Axis.between("epoch", from <= to ? from : 0, from <= to ? to : 1);
    return new LineChart(described(), epochs, Axis.fitting(unit, numbers), series);
  }

  private List<ComparedRunResult> shown() {
    return comparison.contestants().stream().filter(ComparedRunResult::hasScore).toList();
  }

  /** For those who cannot see it. */
  private String described() {
    List<String> ends = new ArrayList<>();
    for (ComparedRunResult one : shown().stream().limit(ChartStyle.COLORS).toList()) {
      double[] numbers = course.apply(one).numbers();
      if (numbers.length > 0) {
        ends.add(one.label() + " ends at " + significant(numbers[numbers.length - 1]));
      }
    }
    return title + ": " + String.join("; ", ends);
  }
}

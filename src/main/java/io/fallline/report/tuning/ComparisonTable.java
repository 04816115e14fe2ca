package io.fallline.report.tuning;

import io.fallline.report.ReadableNumbers;
import io.fallline.report.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of a comparison: its titles, and a line of cells for each run. */
record ComparisonTable(List<String> titles, List<List<String>> lines) {
  private static final String LOSS = "loss";
  private static final String UNKNOWN = "–";

  /** How many of the cells say what a run has of its own. */
  static ComparisonTable of(Comparison comparison) {
    RankingCriterion criterion = comparison.criterion();
    List<String> titles = new ArrayList<>();
    List<String> keys = comparison.keys();
    keys.forEach(key -> titles.add(ComparedRunResult.title(key, keys)));
    titles.add(criterion.words());
    Optional<String> metric = otherMetric(comparison);
    metric.ifPresent(titles::add);
    if (!criterion.part().equals("training")) {
      titles.add("training loss");
    }
    titles.addAll(List.of("epochs", "steps", "time"));
    List<List<String>> lines = new ArrayList<>();
    for (ComparedRunResult one : comparison.contestants()) {
      List<String> line = new ArrayList<>();
      keys.forEach(key -> line.add(ComparedRunResult.shown(one.values().get(key))));
      one.summary().ifPresent(summary -> addTo(line, comparison, one, summary, metric));
      lines.add(line);
    }
    return new ComparisonTable(titles, lines);
  }

  private static void addTo(
      List<String> line,
      Comparison comparison,
      ComparedRunResult one,
      Summary summary,
      Optional<String> metric) {
    line.add(number(one.score()));
    metric.ifPresent(
        name ->
            line.add(
                number(
                    name.equals(LOSS)
                        ? summary.loss().validation()
                        : summary.metrics().validation().getOrDefault(name, Double.NaN))));
    if (!comparison.criterion().part().equals("training")) {
      line.add(number(summary.loss().train()));
    }
    line.add(ReadableNumbers.count(summary.course().epochs()));
    line.add(ReadableNumbers.count(summary.course().steps()));
    line.add(ReadableNumbers.duration(summary.time().trainSeconds()));
  }

  /** The column beside the score: the first metric, or the loss where a metric is the score. */
  private static Optional<String> otherMetric(Comparison comparison) {
    if (!comparison.criterion().score().equals(LOSS)) {
      return Optional.of(LOSS);
    }
    return comparison.contestants().stream()
        .flatMap(one -> one.summary().stream())
        .flatMap(summary -> summary.metrics().validation().keySet().stream())
        .findFirst();
  }

  private static String number(double number) {
    return Double.isFinite(number) ? ReadableNumbers.significant(number) : UNKNOWN;
  }
}

package io.fallline.report.tuning;

import static io.fallline.report.ReadableNumbers.count;
import static io.fallline.report.ReadableNumbers.duration;
import static io.fallline.report.ReadableNumbers.sentence;
import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.report.Summary;
import io.fallline.report.TextTable;
import io.fallline.report.tuning.Comparison.RankingCriterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text of a comparison for the terminal: a line for each run, the best first. */
public final class ComparisonText {
  private static final String GAP = "  ";

  /** A failure says more than a table has room for; the run's report has all of it. */
  private static final int LONGEST_FAILURE = 100;

  private ComparisonText() {}

  /** Each line with its line break. */
  public static String of(Comparison comparison) {
    ComparisonTable results = ComparisonTable.of(comparison);
    StringBuilder text = new StringBuilder();
    text.append(headline(comparison)).append("\n\n");
    TextTable table = new TextTable(comparison.keys().size()).add(results.titles());
    results.lines().forEach(table::add);
    List<String> lines = table.lines();
    append(text, lines.get(0), "run");
    for (int i = 1; i < lines.size(); i++) {
      ComparedRunResult one = comparison.contestants().get(i - 1);
      append(text, lines.get(i), one.failure().map(ComparisonText::failed).orElse(one.runId()));
    }
    text.append('\n');
    if (comparison.winner().isPresent()) {
      ComparedRunResult winner = comparison.winner().get();
      file(text, "best", winner.label());
      file(text, "model", winner.run() + "/model");
      file(text, "winner", comparison.path(Comparison.WINNER));
    }
    file(text, "page", comparison.path(Comparison.PAGE));
    return text.toString();
  }

  static String headline(Comparison comparison) {
    int runs = comparison.planned();
    return sentence(
        "%s, %s%s on the same %s rows, ranked by %s%s",
        comparison.name(),
        runs,
        runs == 1 ? " run" : " runs",
        count(comparison.rows()),
        comparison.criterion().words(),
        comparison.criterion().higherIsBetter() ? " (higher is better)" : "");
  }

  private static String failed(String failure) {
    String whole = "failed: " + failure;
    return whole.length() <= LONGEST_FAILURE
        ? whole
        : whole.substring(0, LONGEST_FAILURE - 1) + "…";
  }

  private static void append(StringBuilder text, String line, String last) {
    text.append(line).append(GAP).append(last).append('\n');
  }

  private static void file(StringBuilder text, String title, String what) {
    text.append(GAP).append(title).append(" ".repeat(8 - title.length())).append(what).append('\n');
  }

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
      if (metric.isPresent()) {
        double validation = summary.metrics().validation().getOrDefault(metric.get(), Double.NaN);
        line.add(number(metric.get().equals(LOSS) ? summary.loss().validation() : validation));
      }
      if (!comparison.criterion().part().equals("training")) {
        line.add(number(summary.loss().train()));
      }
      line.add(count(summary.course().epochs()));
      line.add(count(summary.course().steps()));
      line.add(duration(summary.time().trainSeconds()));
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
      return Double.isFinite(number) ? significant(number) : UNKNOWN;
    }
  }
}

package io.fallline.report.tuning;

import io.fallline.report.ReadableNumbers;
import io.fallline.report.TextTable;
import java.util.List;

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
    comparison.winner().ifPresent(winner -> file(text, "best", winner.label()));
    comparison
        .winner()
        .ifPresent(
            winner -> {
              file(text, "model", winner.run() + "/model");
              file(text, "winner", comparison.path(Comparison.WINNER));
            });
    file(text, "page", comparison.path(Comparison.PAGE));
    return text.toString();
  }

  static String headline(Comparison comparison) {
    int runs = comparison.planned();
    return comparison.name()
        + ", "
        + runs
        + (runs == 1 ? " run" : " runs")
        + " on the same "
        + ReadableNumbers.count(comparison.rows())
        + " rows, ranked by "
        + comparison.criterion().words()
        + (comparison.criterion().higherIsBetter() ? " (higher is better)" : "");
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
}

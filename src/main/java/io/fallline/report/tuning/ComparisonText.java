package io.fallline.report.tuning;

import io.fallline.report.ReadableNumbers;
import java.util.List;

/** A comparison on the terminal: a line a run, the best first. */
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
    int[] widths = widths(results);
    int words = comparison.keys().size();
    append(text, results.titles(), widths, words, "run");
    for (int i = 0; i < results.lines().size(); i++) {
      ComparedRunResult one = comparison.contestants().get(i);
      List<String> line = results.lines().get(i);
      append(
          text, line, widths, words, one.failure().map(ComparisonText::failed).orElse(one.runId()));
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

  private static int[] widths(ComparisonTable results) {
    int[] widths = new int[results.titles().size()];
    for (int k = 0; k < widths.length; k++) {
      widths[k] = results.titles().get(k).length();
      for (List<String> line : results.lines()) {
        widths[k] = Math.max(widths[k], k < line.size() ? line.get(k).length() : 0);
      }
    }
    return widths;
  }

  /** Words to the left, numbers to the right; of a failed run there are no numbers. */
  private static void append(
      StringBuilder text, List<String> cells, int[] widths, int words, String last) {
    for (int k = 0; k < cells.size(); k++) {
      String space = " ".repeat(widths[k] - cells.get(k).length());
      text.append(GAP).append(k < words ? cells.get(k) + space : space + cells.get(k));
    }
    text.append(GAP).append(last).append('\n');
  }

  private static void file(StringBuilder text, String title, String what) {
    text.append(GAP).append(title).append(" ".repeat(8 - title.length())).append(what).append('\n');
  }
}

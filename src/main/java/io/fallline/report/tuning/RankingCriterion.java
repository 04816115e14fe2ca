package io.fallline.report.tuning;

/**
 * The score by which runs are ranked.
 *
 * @param score {@code loss}, or the name of a metric
 * @param part of the rows: training or validation
 */
public record RankingCriterion(String score, String part, boolean higherIsBetter) {
  /** As a person says it. */
  public String words() {
    return part + " " + score;
  }

  /** Whether one number is better than another; both are finite. */
  boolean prefers(double one, double other) {
    return higherIsBetter ? one > other : one < other;
  }
}

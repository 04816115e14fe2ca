package io.fallline.report.tuning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compared runs on the same shards, ranked from the best; runs without a score come last, and ties
 * stay in the order of the grid.
 *
 * @param directory where the comparison's files are
 * @param rows of training
 * @param planned how many runs there are to be
 * @param warnings for the person who chooses
 */
public record Comparison(
    String name,
    String directory,
    RankingCriterion criterion,
    long rows,
    long shards,
    int planned,
    List<String> warnings,
    List<ComparedRunResult> contestants) {
  /** Their names in the comparison's directory. */
  public static final String JSON = "comparison.json";

  public static final String PAGE = "compare.html";
  public static final String PICTURE = "compare.svg";
  public static final String WINNER = "winner.conf";

  public Comparison {
    warnings = List.copyOf(warnings);
    List<ComparedRunResult> ranked = new ArrayList<>(contestants);
    ranked.sort(order(criterion)); // stable
    contestants = List.copyOf(ranked);
  }

  private static Comparator<ComparedRunResult> order(RankingCriterion criterion) {
    return (one, other) -> {
      if (!one.hasScore() || !other.hasScore()) {
        return Integer.compare(place(one), place(other));
      }
      return criterion.prefers(one.score(), other.score())
          ? -1
          : criterion.prefers(other.score(), one.score()) ? 1 : 0;
    };
  }

  private static int place(ComparedRunResult one) {
    return one.hasScore() ? 0 : one.failure().isEmpty() ? 1 : 2;
  }

  /** The best, if any has a score. */
  public Optional<ComparedRunResult> winner() {
    return contestants.stream().findFirst().filter(ComparedRunResult::hasScore);
  }

  /** Keys that differ between runs. */
  List<String> keys() {
    return contestants.isEmpty() ? List.of() : List.copyOf(contestants.get(0).values().keySet());
  }

  String path(String file) {
    return directory + "/" + file;
  }

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
}

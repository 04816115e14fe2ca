package io.fallline.rates;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.schedule.RangeTestCurve;
import io.fallline.testing.Campaign;
import io.fallline.testing.LongTrial;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How good the suggestions of a range test are: twelve losses, rules and scales of labels, each
 * with a grid of twelve rates, medians of five splits.
 */
@LongTrial
class FindRateCampaign {
  private static final int STEPS = 70;
  private static final int GRID = 12;
  private static final double ENOUGH = 0.95;
  private static final int SPLITS = Campaign.rounds(5, 1);

  /**
   * @param lowest exponent of ten of the grid's first rate; it has two a power of ten
   */
  record Combination(String name, RateProblem problem, String rule, int lowest) {
    @Override
    public String toString() {
      return name + ", " + problem.loss() + ", " + rule;
    }
  }

  static Stream<Combination> combinations() {
    RateProblem bills = RateProblems.bills();
    RateProblem line = RateProblems.line();
    RateProblem clicks = RateProblems.clicks();
    RateProblem categories = RateProblems.categories();
    Stream<Combination> all =
        Stream.of(
            new Combination("bills in dollars", bills, "adam", -3),
            new Combination("bills in dollars", bills, "ftrl", -2),
            new Combination("bills in thousandths", bills.times(1000), "sgd", 0),
            new Combination("bills in dollars", bills.with("mae", Map.of()), "adagrad", -3),
            new Combination("line", line, "sgd", -4),
            new Combination("line in thousandths", line.times(1000), "adam", -2),
            new Combination("line", line.with("huber", Map.of("delta", 1.0)), "momentum", -4),
            new Combination("clicks", clicks, "adam", -4),
            new Combination("sides", RateProblems.sides(), "nesterov", -4),
            new Combination("categories", categories, "ftrl", -3),
            new Combination("visits", RateProblems.visits(), "rmsprop", -5),
            new Combination("digits", RateProblems.digits(), "adadelta", -3));
    return all.limit(Campaign.rounds(12, 3));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void theSuggestionReachesWhatTheBestOfAGridDoes(Combination combination) {
    double[] shares = new double[SPLITS];
    double[] rates = new double[SPLITS];
    for (int split = 0; split < SPLITS; split++) {
      try (RateSplit rows = new RateSplit(combination.problem, combination.rule, split)) {
        RangeTestCurve curve = rows.search(STEPS);
        assertTrue(curve.suggestion().isPresent(), curve.toString());
        rates[split] = curve.suggestion().getAsDouble();
        double best = Arrays.stream(grid(rows, combination)).min().orElseThrow();
        double constant = rows.constantLoss();
        double reached = rows.trained(combination.rule, rates[split]);
        shares[split] = (constant - reached) / (constant - best);
      }
    }
    String figures = String.format(Locale.ROOT, "%.4f", median(shares));
    Campaign.figure(
        "find-rate: "
            + combination
            + ": "
            + figures
            + " of the fall, at "
            + Arrays.toString(rates));
    assertTrue(median(shares) >= ENOUGH, figures + " " + Arrays.toString(shares));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whereItKnowsNoneTheGridConfirmsIt(String rule) {
    RateProblem coins = RateProblems.coins();
    try (RateSplit rows = new RateSplit(coins, rule, 0)) {
      OptionalDouble suggestion = rows.search(STEPS).suggestion();
      double best =
          Arrays.stream(grid(rows, new Combination("coins", coins, rule, -5))).min().orElseThrow();
      double first = rows.lossOf(new double[1]);
      Campaign.figure(
          "find-rate: coins, " + rule + ": " + suggestion + ", loss " + first + ", best " + best);
      assertTrue(suggestion.isEmpty(), suggestion.toString());
      assertTrue(best > 0.999 * first, best + " of " + first);
    }
  }

  static Stream<String> rules() {
    return Stream.of("sgd", "adam", "ftrl", "adadelta");
  }

  private static double[] grid(RateSplit rows, Combination combination) {
    return IntStream.range(0, GRID)
        .mapToDouble(i -> Math.pow(10, combination.lowest + i / 2.0))
        .map(rate -> rows.trained(combination.rule, rate))
        .toArray();
  }

  private static double median(double[] numbers) {
    return Arrays.stream(numbers).sorted().toArray()[numbers.length / 2];
  }
}

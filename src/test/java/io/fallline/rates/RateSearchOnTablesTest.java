package io.fallline.rates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plain cases of {@link FindRateCampaign}. */
class RateSearchOnTablesTest {
  private static final int STEPS = 70;

  /** The valley's floor goes over a power of ten or two; both its sides are far above it. */
  @ParameterizedTest
  @CsvSource({"sgd, 5, 100", "adam, 1, 5", "ftrl, 10, 100"})
  void billsInDollarsHaveARate(String rule, double from, double to) {
    try (RateSplit rows = new RateSplit(RateProblems.bills(), rule, 0)) {
      double suggestion = rows.search(STEPS).suggestion().getAsDouble();
      assertTrue(suggestion >= from && suggestion <= to, rule + ": " + suggestion);
      double reached = rows.trained(rule, suggestion);
      assertTrue(reached < rows.constantLoss(), reached + " is worse than the constant model");
    }
  }

  @Test
  void aUnitOfLabelsOneThousandTimesSmallerWantsARateOneThousandTimesLarger() {
    try (RateSplit dollars = new RateSplit(RateProblems.bills(), "adam", 0);
        RateSplit thousandths = new RateSplit(RateProblems.bills().times(1000), "adam", 0)) {
      assertEquals(
          1000 * dollars.search(STEPS).suggestion().getAsDouble(),
          thousandths.search(STEPS).suggestion().getAsDouble());
    }
  }

  /** Where the first parameters are the best there are. */
  @Test
  void fairCoinsHaveNone() {
    try (RateSplit rows = new RateSplit(RateProblems.coins(), "sgd", 0)) {
      assertEquals(OptionalDouble.empty(), rows.search(STEPS).suggestion());
      assertTrue(rows.trained("sgd", 0.1) > 0.999 * Math.log(2));
    }
  }
}

package io.fallline.report.tuning;

import static io.fallline.report.ReadableNumbers.sentence;

import io.fallline.core.schedule.RangeTestCurve;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The result of a learning-rate range test.
 *
 * @param directory where its files are
 * @param configured the rate that the configuration has; NaN: auto
 */
public record RangeTestResult(
    String name, String directory, String rule, double configured, RangeTestCurve curve) {
  /** Their names in its directory. */
  public static final String JSON = "find-rate.json";

  public static final String PAGE = "find-rate.html";
  public static final String PICTURE = "find-rate.svg";

  /** A rate this many times too small or too large is worth a word. */
  private static final double FAR = 10;

  public OptionalDouble suggestion() {
    return curve.suggestion();
  }

  /** What is wrong with the configured rate, if it is far off. */
  public Optional<String> warning() {
    if (suggestion().isEmpty() || Double.isNaN(configured)) {
      return Optional.empty();
    }
    double factor = configured / suggestion().getAsDouble();
    if (factor <= FAR && factor >= 1 / FAR) {
      return Optional.empty();
    }
    return Optional.of(
        sentence(
            "optimizer.learningRate is %s, %s times too %s for %s here, as far as this test can tell: "
                + "about %s would do",
            configured,
            Math.round(factor > 1 ? factor : 1 / factor),
            factor > 1 ? "large" : "small",
            rule,
            suggestion().getAsDouble()));
  }

  String path(String file) {
    return directory + "/" + file;
  }
}

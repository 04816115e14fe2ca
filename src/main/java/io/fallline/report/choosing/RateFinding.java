package io.fallline.report.choosing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a range test of learning rates has found.
 *
 * @param directory where its files are
 * @param configured the rate that the configuration has
 * @param rates ascending, a step each
 * @param losses of the steps' batches, before their updates
 * @param smoothed the course of the losses
 * @param diverged whether the loss, rather than the range, ended it
 * @param found the suggestion, as the curve has it
 */
public record RateFinding(
    String name,
    String directory,
    String rule,
    double configured,
    double[] rates,
    double[] losses,
    double[] smoothed,
    boolean diverged,
    OptionalDouble found) {
  /** Their names in its directory. */
  public static final String JSON = "find-rate.json";

  public static final String PAGE = "find-rate.html";
  public static final String PICTURE = "find-rate.svg";

  /** A rate this many times too small or too large is worth a word. */
  private static final double FAR = 10;

  /** The suggestion, to two digits: it is not known any better. */
  public OptionalDouble suggestion() {
    return found.isPresent()
        ? OptionalDouble.of(
            new BigDecimal(found.getAsDouble()).round(new MathContext(2)).doubleValue())
        : found;
  }

  /** What is wrong with the configured rate, if it is far off. */
  public Optional<String> warning() {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    double factor = configured / found.getAsDouble();
    if (factor <= FAR && factor >= 1 / FAR) {
      return Optional.empty();
    }
    return Optional.of(
        "optimizer.learningRate is "
            + configured
            + ", "
            + Math.round(factor > 1 ? factor : 1 / factor)
            + " times too "
            + (factor > 1 ? "large" : "small")
            + " for "
            + rule
            + " here, as far as this test can tell: about "
            + suggestion().getAsDouble()
            + " would do");
  }

  String path(String file) {
    return directory + "/" + file;
  }
}

package io.fallline.core.training;

import io.fallline.core.loss.Loss;
import io.fallline.core.math.Range;
import java.util.List;

/**
 * The unit that the update rule counts the labels of a regression in, so that a learning rate means
 * the same for dollars and for millions. Parameters, losses and gradients stay in the labels' own
 * units everywhere else: penalties, clipping and stopping rules never see it.
 *
 * <p>With labels y = u·y' and a loss L = v·L', v being {@link Loss#lossUnit}, the weights of the
 * output layer are W = u·W', those of hidden layers are what they are, and the gradients are
 * ∂L'/∂W' = (u/v)·∂L/∂W and (1/v)·∂L/∂W. The rule is given the primed numbers. As u and v are
 * powers of two, this is exact: the rule does to the bit what it would do to labels that had been
 * divided by u.
 *
 * @param unit u; 1 where labels stay as they are
 * @param lossUnit v
 * @param outputRanges how many of the parameters' ranges, the last ones, are the output layer's
 */
public record LabelUnit(double unit, double lossUnit, int outputRanges) {

  /** Of the exponent: gradients, which travel as float32, stay finite. */
  private static final int LARGEST = 40;

  /**
   * @param ranges of all parameters, a tensor each
   */
  static LabelUnit of(double unit, Loss loss, List<Range> ranges) {
    boolean biases = ranges.get(ranges.size() - 1).bias();
    return new LabelUnit(unit, loss.lossUnit(unit), biases ? 2 : 1);
  }

  /** A power of two of about this size; 1 for 0. */
  public static double near(double spread) {
    return spread > 0 && Double.isFinite(spread)
        ? Math.scalb(1.0, Math.max(-LARGEST, Math.min(LARGEST, Math.getExponent(spread))))
        : 1;
  }

  boolean isOne() {
    return unit == 1;
  }

  /** What a gradient, or the strength of a penalty like l1, is multiplied by. */
  double gradientFactor(boolean output) {
    return (output ? unit : 1) / lossUnit;
  }

  /** Brings coordinates of one layer to the rule's units. */
  void enter(Range range, boolean output, double[] parameters, double[] gradient) {
    double factor = gradientFactor(output);
    for (int i = range.from(); i < range.to(); i++) {
      gradient[i] *= factor;
    }
    multiply(range, output ? 1 / unit : 1, parameters);
  }

  /** Brings parameters back to the labels' own units. */
  void leave(Range range, boolean output, double[] parameters) {
    multiply(range, output ? unit : 1, parameters);
  }

  private static void multiply(Range range, double factor, double[] parameters) {
    for (int i = range.from(); i < range.to(); i++) {
      parameters[i] *= factor;
    }
  }
}

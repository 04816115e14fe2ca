package io.fallline.core.train;

import io.fallline.core.loss.Loss;
import io.fallline.core.math.Range;
import io.fallline.core.model.GradientSum;
import java.util.List;

/**
 * What training makes small: the batch's loss plus (l2/2)‖w‖², biases left out. (The l1 penalty is
 * not smooth: it is the {@link SoftThreshold} after the update.)
 *
 * @param ranges all parameters
 * @param fixedWeight what every batch is divided by ({@code lastBatch = "scale"}); 0: by the weight
 *     of its own rows
 */
public record Objective(Loss loss, List<Range> ranges, double l2, double fixedWeight) {
  /** The loss of the batch, without penalty; NaN where its rows weigh nothing. */
  public double loss(GradientSum sum) {
    return sum.weight() > 0 ? loss.ofBatch(sum.loss(), sum.weight()) : Double.NaN;
  }

  /**
   * The gradient of the batch's loss and penalty.
   *
   * @param gradient receives it, one number a parameter
   */
  public void meanGradient(GradientSum sum, double[] parameters, double[] gradient) {
    double factor = loss.gradientFactor(sum.loss(), fixedWeight > 0 ? fixedWeight : sum.weight());
    float[] total = sum.gradient();
    for (Range range : ranges) {
      double penalty = range.bias() ? 0 : l2;
      for (int i = range.from(); i < range.to(); i++) {
        gradient[i] = factor * total[i] + penalty * parameters[i];
      }
    }
  }
}

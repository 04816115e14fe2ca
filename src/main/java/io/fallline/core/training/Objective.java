package io.fallline.core.training;

import io.fallline.core.loss.Loss;
import io.fallline.core.math.Range;
import io.fallline.core.network.GradientAggregate;
import java.util.List;

/**
 * The objective of a training: the batch's loss plus (l2/2)‖w‖², biases left out. (The l1 penalty
 * is not smooth: it is the {@link SoftThreshold} after the update.)
 *
 * @param ranges all parameters, a range for each tensor
 * @param l2 how strongly weights are drawn to 0; a larger one keeps them smaller
 * @param fullBatchWeight see {@link BatchPlan#fullBatchWeight}; the reported loss is always divided
 *     by the weight of the batch's own rows
 */
public record Objective(Loss loss, List<Range> ranges, double l2, double fullBatchWeight) {
  /** The loss of the batch, without penalty; NaN where its rows weigh nothing. */
  public double loss(GradientAggregate aggregate) {
    return aggregate.weight() > 0 ? loss.ofBatch(aggregate.loss(), aggregate.weight()) : Double.NaN;
  }

  /** What the batch's sum of gradients is multiplied by to be the gradient of its loss. */
  double gradientFactor(GradientAggregate aggregate) {
    return loss.gradientFactor(
        aggregate.loss(), fullBatchWeight > 0 ? fullBatchWeight : aggregate.weight());
  }

  /**
   * The gradient of the batch's loss and penalty at some coordinates.
   *
   * @param total the batch's sum of gradients
   * @param gradient receives it
   */
  void meanGradient(
      Range range, double factor, float[] total, double[] parameters, double[] gradient) {
    if (l2 == 0 || range.bias()) {
      for (int i = range.from(); i < range.to(); i++) {
        gradient[i] = factor * total[i];
      }
    } else {
      for (int i = range.from(); i < range.to(); i++) {
        gradient[i] = factor * total[i] + l2 * parameters[i];
      }
    }
  }
}

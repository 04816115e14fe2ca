package io.fallline.core.training;

import io.fallline.core.loss.Loss;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.Metric;

/**
 * What early stopping and the plateau schedule watch, as a number to be made small: the validation
 * loss, or a metric with its sign turned where higher is better.
 *
 * @param metric null: the loss
 */
public record ValidationScore(Metric metric, Loss loss) {
  public double of(Evaluation validation) {
    return metric == null
        ? loss.ofBatch(validation.lossSum(), validation.weight())
        : metric.asLoss(validation);
  }
}

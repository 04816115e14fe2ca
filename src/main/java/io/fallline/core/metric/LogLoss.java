package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;

/**
 * −log of the probability that the model gave to the true class, the weighted mean; undefined for
 * losses without probabilities.
 */
final class LogLoss implements Metric {
  @Override
  public boolean appliesTo(LabelKind labels) {
    return labels.isClass();
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double of(Evaluation evaluation) {
    return evaluation.logLossSum() / evaluation.weight();
  }
}

package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;

/**
 * The area under the ROC curve: the probability, by weight, that a row of class 1 has a higher
 * score than one of class 0; equal scores count half.
 */
final class Auc implements Metric {
  @Override
  public boolean appliesTo(LabelKind labels) {
    return labels == LabelKind.BINARY;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public double of(Evaluation evaluation) {
    return evaluation.ranking().auc();
  }
}

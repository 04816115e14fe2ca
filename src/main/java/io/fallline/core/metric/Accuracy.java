package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;

/** The share of the weight whose class was predicted. */
final class Accuracy implements Metric {
  @Override
  public boolean appliesTo(LabelKind labels) {
    return labels.isClass();
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public double of(Evaluation evaluation) {
    return evaluation.confusion().accuracy();
  }
}

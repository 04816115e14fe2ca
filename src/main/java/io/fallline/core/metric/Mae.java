package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;

/** Σw|y−ŷ|/Σw. */
final class Mae implements Metric {
  @Override
  public boolean appliesTo(LabelKind labels) {
    return !labels.isClass();
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double of(Evaluation evaluation) {
    return evaluation.absoluteError() / evaluation.weight();
  }
}

package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;

/**
 * 1 − Σw(y−ŷ)²/Σw(y−ȳ)², the share of the labels' variance that the model explains; undefined where
 * the labels do not vary.
 */
final class R2 implements Metric {
  @Override
  public boolean appliesTo(LabelKind labels) {
    return !labels.isClass();
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public double of(Evaluation evaluation) {
    return evaluation.labels().squaredDeviations() == 0
        ? Double.NaN
        : 1 - evaluation.squaredError() / evaluation.labels().squaredDeviations();
  }
}

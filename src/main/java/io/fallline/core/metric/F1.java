package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;

/**
 * The harmonic mean of precision and recall, 2·hits/(labelled + predicted): of class 1 where there
 * are two, of more the mean over classes.
 */
final class F1 implements Metric {
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
    return evaluation
        .confusion()
        .overall((hits, labelled, predicted) -> 2 * hits / (labelled + predicted));
  }
}

package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;

/**
 * Of what was predicted to be the class, the share that is: of class 1 where there are two, of more
 * the mean over classes.
 */
final class Precision implements Metric {
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
    return evaluation.confusion().overall((hits, labelled, predicted) -> hits / predicted);
  }
}

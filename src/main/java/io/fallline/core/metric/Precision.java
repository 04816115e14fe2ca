package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;

/**
 * Of what was predicted to be the class, the share that is; see {@link ConfusionMatrix#overall} for
 * many classes.
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

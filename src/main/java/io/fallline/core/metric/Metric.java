package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;

/** One number that says how good a model is on some rows. */
public interface Metric {
  boolean appliesTo(LabelKind labels);

  boolean higherIsBetter();

  /**
   * The metric's value; NaN where it is undefined, such as the auc of one class, or without rows
   * that weigh anything.
   */
  double of(Evaluation evaluation);

  /** The value as early stopping and schedules compare it: lower is better. */
  default double asLoss(Evaluation evaluation) {
    return higherIsBetter() ? -of(evaluation) : of(evaluation);
  }
}

package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * A metric: one number that says how good a model is on some rows.
 *
 * @param labels which kinds of labels the metric is defined for
 * @param higherIsBetter whether a better model has a larger value
 * @param value computes the metric; NaN where it is undefined, such as the auc of one class, or
 *     without rows that weigh anything
 */
public record Metric(
    Predicate<LabelKind> labels, boolean higherIsBetter, ToDoubleFunction<Evaluation> value) {

  /** A loss as a metric: what early stopping and the plateau schedule watch by default. */
  public static Metric of(Loss loss) {
    return new Metric(
        loss.labels()::equals,
        false,
        evaluation -> loss.ofBatch(evaluation.lossSum(), evaluation.weight()));
  }

  public boolean appliesTo(LabelKind kind) {
    return labels.test(kind);
  }

  public double of(Evaluation evaluation) {
    return value.applyAsDouble(evaluation);
  }

  /** The value as early stopping and schedules compare it: lower is better. */
  public double asLoss(Evaluation evaluation) {
    return higherIsBetter ? -of(evaluation) : of(evaluation);
  }
}

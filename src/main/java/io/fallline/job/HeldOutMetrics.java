package io.fallline.job;

import io.fallline.core.metric.Evaluation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model fares on some labelled rows.
 *
 * @param values the loss and every metric that fits it, by name; NaN where one is not defined
 */
public record HeldOutMetrics(long rows, Map<String, Double> values) {
  public static final String LOSS = "loss";

  static HeldOutMetrics of(EvaluationMetrics report, Evaluation evaluation) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(LOSS, report.loss(evaluation));
    values.putAll(report.metrics(evaluation));
    return new HeldOutMetrics(evaluation.rows(), values);
  }
}

package io.fallline.retrain;

import io.fallline.configuration.RetrainSection.GateData;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.training.DataSplit;
import io.fallline.job.scoring.EvaluationMetrics;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The loss and metrics of a model on labelled rows that were held out.
 *
 * @param values the loss and every metric that fits it, by name; NaN where one is not defined
 */
public record HeldOutMetrics(long rows, Map<String, Double> values) {
  public static final String LOSS = "loss";

  /** The rows that a gate is measured on, as training calls them. */
  static DataSplit split(GateData on) {
    return switch (on) {
      case TEST -> DataSplit.TEST;
      case VALIDATION -> DataSplit.VALIDATION;
    };
  }

  static HeldOutMetrics of(EvaluationMetrics report, Evaluation evaluation) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(LOSS, report.loss(evaluation));
    values.putAll(report.metrics(evaluation));
    return new HeldOutMetrics(evaluation.rows(), values);
  }
}

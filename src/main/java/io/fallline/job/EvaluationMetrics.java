package io.fallline.job;

import io.fallline.core.loss.Loss;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.Metric;
import io.fallline.core.metric.Metrics;
import io.fallline.core.setting.Hyperparameters;
import java.util.LinkedHashMap;
import java.util.Map;

/** The loss of an evaluation, and every metric that fits what the loss predicts. */
record EvaluationMetrics(Loss loss) {
  /** NaN where there are no rows that weigh anything. */
  double loss(Evaluation evaluation) {
    return evaluation.weight() > 0
        ? loss.ofBatch(evaluation.lossSum(), evaluation.weight())
        : Double.NaN;
  }

  /** By name; NaN where one is not defined. */
  Map<String, Double> metrics(Evaluation evaluation) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (String name : Metrics.registry().names()) {
      Metric metric = Metrics.registry().create(name, Hyperparameters.defaults());
      if (metric.appliesTo(loss.labels())) {
        metrics.put(name, metric.of(evaluation));
      }
    }
    return metrics;
  }
}

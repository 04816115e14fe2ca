package io.fallline.job.scoring;

import io.fallline.core.loss.Loss;
import io.fallline.core.metric.ConfusionMatrix;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.Metric;
import io.fallline.core.metric.Metrics;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.model.Encoding;
import io.fallline.report.Summary;
import java.util.LinkedHashMap;
import java.util.Map;

/** The loss of an evaluation, and every metric that fits what the loss predicts. */
public record EvaluationMetrics(Loss loss) {
  /** Of more, a matrix with a number for each pair is no file that anybody reads. */
  private static final int MOST_CLASSES_OF_A_MATRIX = 1_000;

  /** NaN where there are no rows that weigh anything. */
  public double loss(Evaluation evaluation) {
    return evaluation.weight() > 0
        ? loss.ofBatch(evaluation.lossSum(), evaluation.weight())
        : Double.NaN;
  }

  /** By name; NaN where one is not defined. */
  public Map<String, Double> metrics(Evaluation evaluation) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (String name : Metrics.registry().names()) {
      Metric metric = Metrics.registry().create(name, Hyperparameters.defaults());
      if (metric.appliesTo(loss.labels())) {
        metrics.put(name, metric.of(evaluation));
      }
    }
    return metrics;
  }

  /** What was predicted for which class; null where labels are numbers, or of very many classes. */
  public static Summary.Confusion confusion(
      Encoding encoding, Evaluation validation, Evaluation test) {
    return encoding.classes() == null || encoding.classes().size() > MOST_CLASSES_OF_A_MATRIX
        ? null
        : new Summary.Confusion(encoding.classes().names(), matrix(validation), matrix(test));
  }

  /** Weights by label and prediction; null of no rows. */
  public static double[][] matrix(Evaluation evaluation) {
    if (evaluation.rows() == 0) {
      return null;
    }
    ConfusionMatrix confusion = evaluation.confusion();
    double[][] matrix = new double[confusion.classes()][confusion.classes()];
    for (int label = 0; label < matrix.length; label++) {
      for (int prediction = 0; prediction < matrix.length; prediction++) {
        matrix[label][prediction] = confusion.weight(label, prediction);
      }
    }
    return matrix;
  }
}

package io.fallline.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.setting.Hyperparameters;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Metrics of numbers against plain definitions and known values. */
class NumberMetricsTest {
  private static double metric(String name, Evaluation evaluation) {
    return Metrics.registry().create(name, Hyperparameters.defaults()).of(evaluation);
  }

  private static Evaluation evaluate(double[] weights, double[] labels, double[] predictions) {
    EvaluationBuilder builder = new EvaluationBuilder(LabelKind.NUMBER, 0);
    for (int i = 0; i < labels.length; i++) {
      double residual = labels[i] - predictions[i];
      builder.addNumber(weights[i], residual * residual, labels[i], predictions[i]);
    }
    return builder.build();
  }

  @Test
  void knownValues() {
    Evaluation evaluation =
        evaluate(
            new double[] {1, 1, 1, 1}, new double[] {3, -0.5, 2, 7}, new double[] {2.5, 0.0, 2, 8});
    assertEquals(Math.sqrt(0.375), metric("rmse", evaluation), 1e-15);
    assertEquals(0.5, metric("mae", evaluation), 1e-15);
    assertEquals(0.9486081370449679, metric("r2", evaluation), 1e-15);
    assertEquals(1.5, evaluation.lossSum(), 1e-15);
    assertEquals(4, evaluation.rows());
  }

  @Test
  void weightsCountAsRepeatedRows() {
    Evaluation weighted =
        evaluate(new double[] {2, 1, 3}, new double[] {1, 5, 2}, new double[] {0, 4, 4});
    Evaluation repeated =
        evaluate(
            new double[] {1, 1, 1, 1, 1, 1},
            new double[] {1, 1, 5, 2, 2, 2},
            new double[] {0, 0, 4, 4, 4, 4});
    for (String name : new String[] {"rmse", "mae", "r2"}) {
      assertEquals(metric(name, repeated), metric(name, weighted), 1e-14, name);
    }
  }

  @Test
  void aRowOfWeightZeroAddsNothingBeyondItself() {
    Evaluation evaluation =
        evaluate(new double[] {1, 0}, new double[] {1, 1e308}, new double[] {0, -1e308});
    assertEquals(1, metric("rmse", evaluation));
    assertEquals(2, evaluation.rows());
    assertEquals(1, evaluation.weight());
  }

  @Test
  void r2DoesNotCancelWhereLabelsAreFarFromZero() {
    int size = 10_000;
    Random random = new Random(11);
    double[] labels = new double[size];
    double[] predictions = new double[size];
    double[] weights = new double[size];
    double mean = 0;
    for (int i = 0; i < size; i++) {
      labels[i] = 1e9 + random.nextInt(1000) / 1024.0;
      predictions[i] = labels[i] + random.nextInt(200) / 1024.0;
      weights[i] = 1;
      mean += (labels[i] - 1e9) / size;
    }
    double squares = 0;
    double errors = 0;
    for (int i = 0; i < size; i++) {
      squares += Math.pow(labels[i] - 1e9 - mean, 2);
      errors += Math.pow(labels[i] - predictions[i], 2);
    }
    assertEquals(1 - errors / squares, metric("r2", evaluate(weights, labels, predictions)), 1e-6);
  }

  @Test
  void r2OfEqualLabelsIsUndefined() {
    double[] ones = {1, 1, 1};
    double[] labels = {0.1, 0.1, 0.1};
    assertEquals(Double.NaN, metric("r2", evaluate(ones, labels, labels)));
    assertEquals(
        Double.NaN, metric("r2", evaluate(new double[] {1}, new double[] {3}, new double[] {2})));
  }
}

package io.fallline.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value of a metric.
 *
 * @param timestamp in milliseconds since 1970
 */
record MlflowMetric(String key, double value, long step, long timestamp) {
  /** Those that are finite: JSON has no others. */
  static List<MlflowMetric> of(long step, Map<String, Double> values, long timestamp) {
    List<MlflowMetric> metrics = new ArrayList<>();
    values.forEach(
        (key, value) -> {
          if (Double.isFinite(value)) {
            metrics.add(new MlflowMetric(key, value, step, timestamp));
          }
        });
    return metrics;
  }
}

package io.fallline.ml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What Spark's own evaluators say of predictions, by measure. */
record PortScores(Map<String, Double> byMeasure) {
  /** All others are the better the higher. */
  private static final List<String> LOWER_IS_BETTER = List.of("logLoss", "rmse");

  static PortScores of(Dataset<Row> predictions) {
    Dataset<Row> kept = predictions.cache();
    Map<String, Double> scores = new LinkedHashMap<>();
    List<String> columns = List.of(kept.columns());
    if (columns.contains("rawPrediction")) {
      scores.put("accuracy", classes("accuracy", kept));
      if (columns.contains("probability")) {
        scores.put("logLoss", classes("logLoss", kept));
      }
      if (kept.select("label").distinct().count() == 2) {
        scores.put("areaUnderROC", new BinaryClassificationEvaluator().evaluate(kept));
      }
    } else {
      scores.put("rmse", new RegressionEvaluator().setMetricName("rmse").evaluate(kept));
      scores.put("r2", new RegressionEvaluator().setMetricName("r2").evaluate(kept));
    }
    kept.unpersist();
    return new PortScores(scores);
  }

  private static double classes(String measure, Dataset<Row> predictions) {
    return new MulticlassClassificationEvaluator().setMetricName(measure).evaluate(predictions);
  }

  static PortScores mean(List<PortScores> scores) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (String measure : scores.get(0).byMeasure.keySet()) {
      means.put(
          measure,
          scores.stream().mapToDouble(each -> each.byMeasure.get(measure)).average().orElseThrow());
    }
    return new PortScores(means);
  }

  /** The measures in which these are worse than others by more than a tie is apart. */
  List<String> worseThan(PortScores others, double tie) {
    return byMeasure.keySet().stream()
        .filter(
            measure -> {
              double gain = byMeasure.get(measure) - others.byMeasure.get(measure);
              return (LOWER_IS_BETTER.contains(measure) ? -gain : gain) < -tie;
            })
        .toList();
  }

  @Override
  public String toString() {
    return byMeasure.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%s %.4f", each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }
}

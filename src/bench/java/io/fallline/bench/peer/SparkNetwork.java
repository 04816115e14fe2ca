package io.fallline.bench.peer;

import io.fallline.bench.Figures;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** spark.ml's multi-layer network, full-batch L-BFGS. */
public final class SparkNetwork {
  private SparkNetwork() {}

  public static Figures run(Dataset<Row> rows, Dataset<Row> test, int iterations, int... layers) {
    MultilayerPerceptronClassifier classifier =
        new MultilayerPerceptronClassifier()
            .setLayers(layers)
            .setSeed(1)
            .setMaxIter(iterations)
            .setTol(1e-12);
    long start = System.nanoTime();
    MultilayerPerceptronClassificationModel model = classifier.fit(rows);
    double seconds = (System.nanoTime() - start) / 1e9;
    double accuracy =
        new MulticlassClassificationEvaluator()
            .setMetricName("accuracy")
            .evaluate(model.transform(test));
    return Figures.of("seconds", seconds).put("accuracy", accuracy);
  }
}

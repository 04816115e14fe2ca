package io.fallline.bench.peer;

import io.fallline.bench.Figures;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.optimization.GradientDescent;
import org.apache.spark.mllib.optimization.LogisticGradient;
import org.apache.spark.mllib.optimization.SquaredL2Updater;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Logistic regression as Spark has it: full-batch L-BFGS, and mllib's mini-batches. */
public final class SparkLogistic {
  private static final int DESCENT_STEPS = 60;

  private SparkLogistic() {}

  /** L-BFGS until it calls itself converged. */
  public static Figures toOptimum(Dataset<Row> rows) {
    LogisticRegression regression =
        new LogisticRegression().setMaxIter(100).setTol(1e-6).setStandardization(false);
    long start = System.nanoTime();
    LogisticRegressionModel model = regression.fit(rows);
    double seconds = (System.nanoTime() - start) / 1e9;
    double loss = Arrays.stream(model.summary().objectiveHistory()).min().orElseThrow();
    return Figures.of("seconds", seconds)
        .put("loss", loss)
        .put("iterations", model.summary().totalIterations());
  }

  /** L-BFGS over sparse rows, and what it comes to on others. */
  public static Figures sparse(Dataset<Row> rows, Dataset<Row> test, int iterations) {
    LogisticRegression regression =
        new LogisticRegression().setStandardization(false).setRegParam(1e-6).setMaxIter(iterations);
    long start = System.nanoTime();
    LogisticRegressionModel model = regression.fit(rows);
    double seconds = (System.nanoTime() - start) / 1e9;
    double auc = new BinaryClassificationEvaluator().evaluate(model.transform(test));
    return Figures.of("seconds", seconds).put("auc", auc);
  }

  /** mllib wants rows of its own kind; kept in memory. */
  public static JavaRDD<Tuple2<Object, Vector>> mllibRows(Dataset<Row> rows) {
    JavaRDD<Tuple2<Object, Vector>> kept =
        rows.toJavaRDD()
            .map(
                row ->
                    new Tuple2<Object, Vector>(
                        row.<Double>getAs("label"),
                        Vectors.fromML(row.<org.apache.spark.ml.linalg.Vector>getAs("features"))))
            .cache();
    kept.count();
    return kept;
  }

  /** mllib's GradientDescent, a hundredth of the rows a step. */
  public static Figures descent(JavaRDD<Tuple2<Object, Vector>> rows, int columns) {
    double fraction = 0.01;
    double sampled = fraction * rows.count() * DESCENT_STEPS;
    long start = System.nanoTime();
    GradientDescent.runMiniBatchSGD(
        rows.rdd(),
        new LogisticGradient(),
        new SquaredL2Updater(),
        1.0,
        DESCENT_STEPS,
        0.0,
        fraction,
        Vectors.zeros(columns),
        0.0);
    double seconds = (System.nanoTime() - start) / 1e9;
    return Figures.of("samplesPerSecond", sampled / seconds)
        .put("millis", seconds * 1e3 / DESCENT_STEPS);
  }
}

package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/**
 * The formulas of docs/from-mllib.md: MLlib's penalties put into ours give the same coefficients.
 */
class MllibObjectiveTest {
  @Test
  void theElasticNetOfLogisticRegression() {
    Dataset<Row> rows = Frames.of("breast-cancer");
    double regParam = 0.02;
    double alpha = 0.5;
    LogisticRegressionModel theirs =
        new LogisticRegression()
            .setRegParam(regParam)
            .setElasticNetParam(alpha)
            .setMaxIter(1000)
            .setTol(1e-9)
            .fit(rows);
    MiniBatchClassificationModel ours =
        descent(new MiniBatchClassifier())
            .setL1(regParam * alpha)
            .setL2(regParam * (1 - alpha))
            .fit(rows);
    Vector coefficients = new DenseVector(ours.coefficientMatrix().toArray());
    assertAlike(rows, theirs.coefficients(), coefficients, 0.01);
    assertEquals(theirs.intercept(), ours.interceptVector().apply(0), 0.05);
  }

  @Test
  void theElasticNetOfLinearRegressionWhosePenaltiesGoWithTheDeviationOfTheLabel() {
    Dataset<Row> rows = Frames.of("diabetes");
    double regParam = 5;
    double alpha = 0.5;
    var theirs =
        new LinearRegression()
            .setRegParam(regParam)
            .setElasticNetParam(alpha)
            .setMaxIter(1000)
            .setTol(1e-9)
            .fit(rows);
    double labels = rows.select(functions.stddev("label")).first().getDouble(0);
    MiniBatchRegressionModel ours =
        descent(new MiniBatchRegressor())
            .setL1(2 * regParam * alpha)
            .setL2(2 * regParam * (1 - alpha) / labels)
            .fit(rows);
    assertAlike(rows, theirs.coefficients(), ours.coefficients(), 0.05);
  }

  @Test
  void aPoissonFamily() {
    Dataset<Row> rows = Frames.of("diabetes");
    var theirs = new GeneralizedLinearRegression().setFamily("poisson").setTol(1e-9).fit(rows);
    MiniBatchRegressionModel ours =
        new MiniBatchRegressor()
            .setLoss("poisson")
            .setLearningRate(0.05)
            .setSchedule("cosine")
            .setFullBatch(true)
            .setEpochs(3000)
            .fit(rows);
    assertAlike(rows, theirs.coefficients(), ours.coefficients(), 0.001);
  }

  private static <S extends TrainingParams<S>> S descent(S estimator) {
    return estimator
        .setRule("nesterov")
        .setMomentum(0.95)
        .setLearningRate(0.1)
        .setFullBatch(true)
        .setEpochs(3000);
  }

  /** As what they do to columns of deviation 1. */
  private static void assertAlike(Dataset<Row> rows, Vector theirs, Vector ours, double tolerance) {
    Vector deviations = rows.select(Summarizer.std(rows.col("features"))).first().getAs(0);
    for (int i = 0; i < theirs.size(); i++) {
      double deviation = deviations.apply(i);
      assertEquals(
          theirs.apply(i) * deviation, ours.apply(i) * deviation, tolerance, "column " + i);
    }
  }
}

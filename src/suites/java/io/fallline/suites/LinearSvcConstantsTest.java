package io.fallline.suites;

import static io.fallline.suites.Tolerance.relative;

import io.fallline.ml.MiniBatchClassificationModel;
import org.apache.spark.ml.classification.LinearSVCSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The constants that Spark 4.1's LinearSVCSuite holds its own model to, those of R's e1071 and of
 * scikit-learn, to the tolerances that stand there.
 */
class LinearSvcConstantsTest {
  private static final LinearSVCSuite SPARK = new LinearSVCSuite();

  @BeforeAll
  static void startSpark() {
    SPARK.beforeAll();
  }

  @AfterAll
  static void stopSpark() {
    SPARK.afterAll();
  }

  @Test
  void aFitFindsTheCoefficientsOfTheSuite() {
    MiniBatchClassificationModel model =
        new MllibSettings(2e-5, 0, true, true, false)
            .on(
                new Descent(3, 0.9, 4000)
                    .classifier()
                    .setLoss("hinge")
                    .setSchedule("cosine"))
            .fit(SPARK.binaryDataset());
    double[] coefficients = model.coefficientMatrix().toArray();
    double[] intercept = model.interceptVector().toArray();
    relative(0.005)
        .assertHolds(
            "e1071's coefficients",
            new double[] {7.310338, 14.89741, 22.21005, 29.83508},
            coefficients);
    relative(0.001).assertHolds("e1071's intercept", new double[] {7.440177}, intercept);
    relative(0.01)
        .assertHolds(
            "scikit-learn's coefficients",
            new double[] {7.24690165, 14.77029087, 21.99924004, 29.5575729},
            coefficients);
    relative(0.01).assertHolds("scikit-learn's intercept", new double[] {7.36947518}, intercept);
  }
}

package io.fallline.suites;

import static io.fallline.suites.Tolerance.absolute;
import static io.fallline.suites.Tolerance.relative;

import io.fallline.ml.MiniBatchRegressionModel;
import java.util.stream.Stream;
import org.apache.spark.ml.regression.LinearRegressionSuite;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The constants that Spark 4.1's LinearRegressionSuite holds its own models to, glmnet's and lm's,
 * to the tolerances that stand there.
 *
 * <p>Left out: the huber loss, for theirs estimates a scale beside the coefficients; the penalty of
 * a label that never varies, which Spark refuses where nothing is shifted; standard errors.
 */
class LinearRegressionConstantsTest {
  private static final LinearRegressionSuite SPARK = new LinearRegressionSuite();

  @BeforeAll
  static void startSpark() {
    SPARK.beforeAll();
  }

  @AfterAll
  static void stopSpark() {
    SPARK.afterAll();
  }

  /** The rows that a model is fitted to, as the suite makes them. */
  private enum Rows {
    NOISY_LINE,
    LINE_THROUGH_ORIGIN,
    CONSTANT_LABEL;

    Dataset<Row> of(LinearRegressionSuite suite) {
      return switch (this) {
        case NOISY_LINE -> suite.datasetWithDenseFeature();
        case LINE_THROUGH_ORIGIN -> suite.datasetWithDenseFeatureWithoutIntercept();
        case CONSTANT_LABEL -> suite.datasetWithWeightConstantLabel();
      };
    }
  }

  /** A model of the suite. */
  private record Expected(
      Rows rows,
      MllibSettings settings,
      double[] coefficients,
      double intercept,
      Tolerance tolerance) {
    @Override
    public String toString() {
      return rows + " " + settings;
    }
  }

  static Stream<Expected> models() {
    return Stream.of(
        new Expected(
            Rows.NOISY_LINE,
            MllibSettings.plain(true, false),
            row(4.700706, 7.199082),
            6.298698,
            relative(0.001)),
        new Expected(
            Rows.NOISY_LINE,
            MllibSettings.plain(false, false),
            row(6.973403, 5.28437),
            0,
            relative(0.01)),
        new Expected(
            Rows.LINE_THROUGH_ORIGIN,
            MllibSettings.plain(false, false),
            row(4.70011, 7.19943),
            0,
            relative(0.001)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(0.57, 1, true, true),
            row(4.019605, 6.679538),
            6.242284,
            relative(0.01)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(0.57, 1, false, true),
            row(3.893869, 6.724286),
            6.416948,
            relative(0.001)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(0.57, 1, true, false),
            row(6.272927, 4.782604),
            0,
            relative(0.01)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(0.57, 1, false, false),
            row(6.207817, 4.77578),
            0,
            relative(0.01)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(2.3, 0, true, true),
            row(3.725522, 5.711203),
            5.260103,
            relative(0.01)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(2.3, 0, false, true),
            row(3.432373, 5.919196),
            5.790885,
            relative(0.01)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(2.3, 0, true, false),
            row(5.49343, 4.223082),
            0,
            relative(0.01)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(2.3, 0, false, false),
            row(5.244324, 4.203106),
            0,
            relative(0.01)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(1.6, 0.3, true, true),
            row(3.661181, 6.000274),
            5.689855,
            relative(0.01)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(1.6, 0.3, false, true),
            row(3.407021, 6.152512),
            6.11389,
            relative(0.01)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(1.6, 0.3, true, false),
            row(5.643748, 4.331519),
            0,
            relative(0.01)),
        new Expected(
            Rows.NOISY_LINE,
            penalty(1.6, 0.3, false, false),
            row(5.455902, 4.312266),
            0,
            relative(0.01)),
        new Expected(
            Rows.CONSTANT_LABEL,
            MllibSettings.plain(false, true),
            row(-9.221298, 3.394343),
            0,
            absolute(1e-4)),
        new Expected(
            Rows.CONSTANT_LABEL, MllibSettings.plain(true, true), row(0, 0), 17, absolute(1e-4)));
  }

  private static MllibSettings penalty(
      double regParam, double elasticNetParam, boolean standardization, boolean fitIntercept) {
    return new MllibSettings(regParam, elasticNetParam, standardization, fitIntercept, false);
  }

  @ParameterizedTest
  @MethodSource("models")
  void aFitFindsTheCoefficientsOfTheSuite(Expected expected) {
    Dataset<Row> rows = expected.rows.of(SPARK);
    double labelDeviation = rows.select(functions.stddev("label")).first().getDouble(0);
    MiniBatchRegressionModel model =
        expected.settings.on(descent(expected.rows).regressor(), labelDeviation).fit(rows);
    expected.tolerance.assertHolds(
        "coefficients", expected.coefficients, model.coefficients().toArray());
    (expected.settings.fitIntercept() ? expected.tolerance : absolute(1e-12))
        .assertHolds("intercept", row(expected.intercept), row(model.intercept()));
  }

  /** Four rows far from the origin have a longer way than ten thousand near it, and a narrower. */
  private static Descent descent(Rows rows) {
    return rows == Rows.CONSTANT_LABEL
        ? new Descent(0.01, 0.99, 20_000)
        : new Descent(0.05, 0.95, 2500);
  }

  private static double[] row(double... numbers) {
    return numbers;
  }
}

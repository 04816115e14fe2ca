package io.fallline.suites;

import static io.fallline.suites.Tolerance.absolute;

import io.fallline.ml.MiniBatchRegressionModel;
import io.fallline.ml.MiniBatchRegressor;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionSuite;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The constants that Spark 4.1's GeneralizedLinearRegressionSuite holds its own models to, those of
 * R's glm and glmnet, to the tolerances that stand there: the families poisson with the link log
 * and gaussian with the link identity.
 *
 * <p>Left out: other families and links, which we have not; models without columns; labels of a
 * binomial family that are shares; deviances, standard errors and the like.
 */
class GeneralizedLinearRegressionConstantsTest {
  private static final GeneralizedLinearRegressionSuite SPARK =
      new GeneralizedLinearRegressionSuite();

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
    GAUSSIAN,
    POISSON,
    POISSON_WITH_ZEROS,
    WEIGHTS_AND_OFFSETS,
    COUNTS_WITH_WEIGHTS_AND_OFFSETS;

    Dataset<Row> of(GeneralizedLinearRegressionSuite suite) {
      return switch (this) {
        case GAUSSIAN -> suite.datasetGaussianIdentity();
        case POISSON -> suite.datasetPoissonLog();
        case POISSON_WITH_ZEROS -> suite.datasetPoissonLogWithZero();
        case WEIGHTS_AND_OFFSETS ->
            rows(
                instance(0.2, 1.0, 2.0, 0.0, 5.0),
                instance(0.5, 2.1, 0.5, 1.0, 2.0),
                instance(0.9, 0.4, 1.0, 2.0, 1.0),
                instance(0.7, 0.7, 0.0, 3.0, 3.0));
        case COUNTS_WITH_WEIGHTS_AND_OFFSETS ->
            rows(
                instance(2.0, 1.0, 2.0, 0.0, 5.0),
                instance(8.0, 2.0, 3.0, 1.0, 7.0),
                instance(3.0, 3.0, 1.0, 2.0, 11.0),
                instance(9.0, 4.0, 4.0, 3.0, 13.0));
      };
    }

    boolean offset() {
      return this == WEIGHTS_AND_OFFSETS || this == COUNTS_WITH_WEIGHTS_AND_OFFSETS;
    }
  }

  private static Row instance(double label, double weight, double offset, double... features) {
    return RowFactory.create(label, weight, offset, Vectors.dense(features));
  }

  private static Dataset<Row> rows(Row... rows) {
    return SPARK
        .spark()
        .createDataFrame(
            List.of(rows),
            new StructType()
                .add("label", DataTypes.DoubleType)
                .add("weight", DataTypes.DoubleType)
                .add("offset", DataTypes.DoubleType)
                .add("features", SQLDataTypes.VectorType()));
  }

  /**
   * A model of the suite.
   *
   * @param regParam as LinearRegression's, since Spark hands that family and link to the same least
   *     squares
   * @param coefficients the intercept first
   */
  private record Expected(
      Rows rows, String loss, double regParam, boolean fitIntercept, double[] coefficients) {
    @Override
    public String toString() {
      return rows + " " + loss + ", regParam " + regParam + ", intercept " + fitIntercept;
    }
  }

  static Stream<Expected> models() {
    return Stream.of(
        new Expected(Rows.GAUSSIAN, "mse", 0, false, row(0, 2.2958751, 0.8088523)),
        new Expected(Rows.GAUSSIAN, "mse", 0, true, row(2.5009266, 2.1997901, 0.5999522)),
        new Expected(Rows.GAUSSIAN, "mse", 0.1, false, row(0, 2.2128149, 0.8310136)),
        new Expected(Rows.GAUSSIAN, "mse", 1, false, row(0, 1.717426, 0.9611137)),
        new Expected(Rows.GAUSSIAN, "mse", 0.1, true, row(3.1113269, 2.0932659, 0.5712717)),
        new Expected(Rows.GAUSSIAN, "mse", 1, true, row(6.7604302, 1.4578902, 0.3994153)),
        new Expected(Rows.POISSON, "poisson", 0, false, row(0, 0.22999393, 0.08047088)),
        new Expected(Rows.POISSON, "poisson", 0, true, row(0.25022353, 0.21998599, 0.05998621)),
        new Expected(Rows.POISSON_WITH_ZEROS, "poisson", 0, false, row(0, -0.0457441, -0.6833928)),
        new Expected(
            Rows.POISSON_WITH_ZEROS, "poisson", 0, true, row(1.8121235, -0.1747493, -0.5815417)),
        new Expected(Rows.WEIGHTS_AND_OFFSETS, "mse", 0, false, row(0, 0.5169222, -0.3344444)),
        new Expected(
            Rows.WEIGHTS_AND_OFFSETS, "mse", 0, true, row(-0.05990345, 0.53188982, -0.32118415)),
        new Expected(Rows.WEIGHTS_AND_OFFSETS, "poisson", 0, false, row(0, 0.1812436, -0.6568422)),
        new Expected(
            Rows.WEIGHTS_AND_OFFSETS, "poisson", 0, true, row(-1.561613, 0.664647, -0.3192581)),
        new Expected(
            Rows.COUNTS_WITH_WEIGHTS_AND_OFFSETS,
            "poisson",
            0,
            true,
            row(-4.56784, -2.87843, 0.88589)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aFitFindsTheCoefficientsOfTheSuite(Expected expected) {
    Dataset<Row> rows = expected.rows.of(SPARK);
    MiniBatchRegressor estimator =
        new MllibSettings(expected.regParam, 0, true, expected.fitIntercept, false)
            .on(descent(expected).regressor(), labelDeviation(rows))
            .setLoss(expected.loss);
    if (expected.rows.offset()) {
      estimator.setWeightCol("weight").setOffsetCol("offset");
    }
    MiniBatchRegressionModel model = estimator.fit(rows);
    double[] coefficients = model.coefficients().toArray();
    absolute(expected.rows == Rows.COUNTS_WITH_WEIGHTS_AND_OFFSETS ? 1e-3 : 1e-4)
        .assertHolds(
            "intercept and coefficients",
            expected.coefficients,
            row(model.intercept(), coefficients[0], coefficients[1]));
  }

  private static Descent descent(Expected expected) {
    return switch (expected.rows) {
      case GAUSSIAN -> new Descent(0.004, 0.98, 4000);
      case POISSON -> new Descent(0.0015, 0.99, 8000);
      case POISSON_WITH_ZEROS -> new Descent(0.01, 0.99, 20_000);
      case WEIGHTS_AND_OFFSETS -> new Descent(0.02, 0.98, 6000);
      case COUNTS_WITH_WEIGHTS_AND_OFFSETS -> new Descent(0.003, 0.99, 40_000);
    };
  }

  /** As Spark's least squares have it, which divides by the sum of weights. */
  private static double labelDeviation(Dataset<Row> rows) {
    return rows.select(functions.stddev_pop("label")).first().getDouble(0);
  }

  private static double[] row(double... numbers) {
    return numbers;
  }
}

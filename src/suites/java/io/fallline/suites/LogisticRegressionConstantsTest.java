package io.fallline.suites;

import static io.fallline.suites.Tolerance.absolute;
import static io.fallline.suites.Tolerance.relative;

import io.fallline.ml.MiniBatchClassificationModel;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.LogisticRegressionSuite;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The constants that Spark 4.1's LogisticRegressionSuite holds its own models to, most of them
 * glmnet's, to the tolerances that stand there.
 *
 * <p>Left out: bounds on coefficients, which we have none of.
 */
class LogisticRegressionConstantsTest {
  private static final LogisticRegressionSuite SPARK = new LogisticRegressionSuite();

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
    BINARY,
    BINARY_SMALL_VARIANCE,
    MULTINOMIAL,
    MULTINOMIAL_SMALL_VARIANCE,
    MULTINOMIAL_ZERO_VARIANCE;

    Dataset<Row> of(LogisticRegressionSuite suite) {
      return switch (this) {
        case BINARY -> suite.binaryDataset();
        case BINARY_SMALL_VARIANCE -> suite.binaryDatasetWithSmallVar();
        case MULTINOMIAL -> suite.multinomialDataset();
        case MULTINOMIAL_SMALL_VARIANCE -> suite.multinomialDatasetWithSmallVar();
        case MULTINOMIAL_ZERO_VARIANCE -> suite.multinomialDatasetWithZeroVar();
      };
    }
  }

  /**
   * A model of the suite.
   *
   * @param coefficients a row a score, row after row
   */
  private record Expected(
      Rows rows,
      MllibSettings settings,
      double[] coefficients,
      Tolerance tolerance,
      double[] intercepts,
      Tolerance ofIntercepts) {
    @Override
    public String toString() {
      return rows + " " + settings;
    }
  }

  static Stream<Expected> models() {
    return Stream.of(withoutPenalty(), withL1(), withL2(), withBoth()).flatMap(models -> models);
  }

  private static Stream<Expected> withoutPenalty() {
    return Stream.of(
        new Expected(
            Rows.BINARY,
            MllibSettings.plain(true, true),
            row(-0.5667801, 0.8818754, -0.3882505, -0.7891183),
            relative(0.001),
            row(2.7114519),
            relative(0.001)),
        new Expected(
            Rows.BINARY,
            MllibSettings.plain(false, true),
            row(-0.3451301, 1.2721785, -0.3537743, -0.7315618),
            relative(0.01),
            row(0),
            relative(0.001)),
        new Expected(
            Rows.BINARY_SMALL_VARIANCE,
            MllibSettings.plain(true, true),
            row(-0.8145023, 0.8979252, -0.6082397, 33.8070109),
            relative(0.001),
            row(-348.2955812),
            relative(0.001)),
        new Expected(
            Rows.MULTINOMIAL,
            MllibSettings.plain(true, true),
            row(
                0.24574397,
                -0.04054235,
                0.14963756,
                0.37504027,
                -0.326691,
                0.8939282,
                -0.2363519,
                -0.4631336,
                0.08094703,
                -0.85338588,
                0.08671439,
                0.08809332),
            relative(0.05),
            row(-2.22347257, 0.3674309, 1.8560417),
            relative(0.05)),
        new Expected(
            Rows.MULTINOMIAL,
            MllibSettings.plain(false, true),
            row(
                0.06892068,
                -0.36546704,
                0.12274583,
                0.3261658,
                -0.2987384,
                0.9483147,
                -0.2328113,
                -0.4555157,
                0.2298177,
                -0.5828477,
                0.1100655,
                0.1293499),
            relative(0.05),
            row(0, 0, 0),
            absolute(1e-8)),
        new Expected(
            Rows.MULTINOMIAL_ZERO_VARIANCE,
            MllibSettings.plain(true, true),
            row(0.1881871, 0, -0.02412645, 0, -0.1640607, 0),
            relative(0.05),
            row(0.2658824, 0.53604701, -0.8019294),
            relative(0.05)),
        new Expected(
            Rows.MULTINOMIAL_SMALL_VARIANCE,
            MllibSettings.plain(true, true),
            row(
                0.21755977,
                0.01647541,
                0.16507778,
                -0.1401668,
                -0.24436,
                0.7564655,
                -0.2955698,
                1.3262009,
                0.02680026,
                -0.77294095,
                0.13049206,
                -1.18603411),
            relative(0.1),
            row(2.91748298, -17.510746, 14.59326301),
            relative(0.01)));
  }

  private static Stream<Expected> withL1() {
    return Stream.of(
        new Expected(
            Rows.BINARY,
            new MllibSettings(0.12, 1, true, true, true),
            row(0, 0, -0.04058143, -0.0232276),
            absolute(0.02),
            row(-0.07157076),
            relative(0.01)),
        new Expected(
            Rows.BINARY,
            new MllibSettings(0.12, 1, false, true, true),
            row(0, 0, -0.1635707, 0),
            absolute(0.001),
            row(0.3602029),
            relative(0.01)),
        new Expected(
            Rows.BINARY,
            new MllibSettings(0.12, 1, true, false, true),
            row(0, 0, -0.0516415, -0.04079129),
            absolute(0.001),
            row(0),
            absolute(0.001)),
        new Expected(
            Rows.BINARY,
            new MllibSettings(0.12, 1, false, false, true),
            row(0, 0, -0.08408014, 0),
            absolute(0.001),
            row(0),
            absolute(0.001)),
        new Expected(
            Rows.BINARY,
            new MllibSettings(6, 1, true, true, true),
            row(0, 0, 0, 0),
            absolute(1e-6),
            row(-0.2521953),
            relative(1e-5)),
        new Expected(
            Rows.BINARY,
            new MllibSettings(6, 1, false, true, true),
            row(0, 0, 0, 0),
            absolute(1e-6),
            row(-0.2521953),
            relative(1e-5)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.05, 1, true, true, true),
            row(
                0,
                0,
                0,
                0.09064661,
                -0.1144333,
                0.3204703,
                -0.1621061,
                -0.2308192,
                0,
                -0.4832131,
                0,
                0),
            absolute(0.001),
            row(-0.69265374, -0.2260274, 0.9186811),
            relative(0.001)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.05, 1, false, true, true),
            row(0, 0, 0.01641412, 0.03570376, -0.05110822, 0, -0.2159567, -0.16162836, 0, 0, 0, 0),
            absolute(0.001),
            row(-0.44707756, 0.751809, -0.3047314),
            relative(0.001)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.05, 1, true, false, true),
            row(
                0,
                0,
                0,
                0.01167,
                -0.1413518,
                0.5100469,
                -0.1658025,
                -0.2755998,
                0.001536337,
                0,
                0,
                0),
            absolute(0.01),
            row(0, 0, 0),
            absolute(1e-8)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.05, 1, false, false, true),
            row(0, 0, 0, 0, 0, 0.209441, -0.1944582, -0.1307681, 0, 0, 0, 0),
            absolute(0.01),
            row(0, 0, 0),
            absolute(1e-8)));
  }

  private static Stream<Expected> withL2() {
    return Stream.of(
        new Expected(
            Rows.BINARY,
            new MllibSettings(1.37, 0, true, true, true),
            row(-0.06979418, 0.10691465, -0.04835674, -0.09939108),
            relative(0.001),
            row(0.12943705),
            relative(0.001)),
        new Expected(
            Rows.BINARY,
            new MllibSettings(1.37, 0, false, true, true),
            row(-0.05058465, 0.02296823, -0.11368284, -0.06309008),
            relative(0.001),
            row(0.47553535),
            relative(0.001)),
        new Expected(
            Rows.BINARY,
            new MllibSettings(1.37, 0, true, false, true),
            row(-0.05998915, 0.12541885, -0.04697872, -0.09713973),
            relative(0.01),
            row(0),
            absolute(0.001)),
        new Expected(
            Rows.BINARY,
            new MllibSettings(1.37, 0, false, false, true),
            row(-0.00593202212, 0.04834399477, -0.09296353778, -0.05398080548),
            relative(0.01),
            row(0),
            absolute(0.001)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.1, 0, true, true, true),
            row(
                0.17156077,
                0.01658014,
                0.10303296,
                0.26459585,
                -0.2182805,
                0.5960025,
                -0.1587441,
                -0.3121284,
                0.04671972,
                -0.61258267,
                0.05571116,
                0.04753251),
            absolute(0.001),
            row(-1.68571384, 0.2364585, 1.44925536),
            relative(0.05)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.1, 0, false, true, true),
            row(
                0.15446206,
                0.02134769,
                0.12524946,
                0.22607972,
                -0.1931713,
                0.2766548,
                -0.1910455,
                -0.2629336,
                0.03870921,
                -0.29800245,
                0.06579606,
                0.0368539),
            relative(0.05),
            row(-1.65140201, 1.1367722, 0.51462979),
            relative(0.05)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.1, 0, true, false, true),
            row(
                0.03804571,
                -0.23204409,
                0.08337512,
                0.23029089,
                -0.2015495,
                0.6328705,
                -0.1562475,
                -0.3071447,
                0.16350376,
                -0.40082637,
                0.07287239,
                0.07685379),
            absolute(0.01),
            row(0, 0, 0),
            absolute(1e-8)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.1, 0, false, false, true),
            row(
                -0.006493452,
                -0.143831823,
                0.092538445,
                0.187244839,
                -0.08068443,
                0.39038929,
                -0.1682239,
                -0.2366747,
                0.08717788,
                -0.24655746,
                0.07568546,
                0.04942986),
            absolute(0.01),
            row(0, 0, 0),
            absolute(1e-8)));
  }

  private static Stream<Expected> withBoth() {
    return Stream.of(
        new Expected(
            Rows.BINARY,
            new MllibSettings(0.21, 0.38, true, true, true),
            row(-0.04395595, 0, -0.08699271, -0.152492),
            absolute(0.005),
            row(0.51344133),
            relative(0.06)),
        new Expected(
            Rows.BINARY,
            new MllibSettings(0.21, 0.38, false, true, true),
            row(0, 0, -0.18569346, -0.05625862),
            absolute(0.001),
            row(0.50936159),
            relative(0.006)),
        new Expected(
            Rows.BINARY,
            new MllibSettings(0.21, 0.38, true, false, true),
            row(0, 0.0685939, -0.07900058, -0.1468432),
            absolute(0.01),
            row(0),
            relative(0.001)),
        new Expected(
            Rows.BINARY,
            new MllibSettings(0.21, 0.38, false, false, true),
            row(0, 0.03060637, -0.11126742, 0),
            absolute(0.001),
            row(0),
            absolute(0.001)),
        new Expected(
            Rows.BINARY_SMALL_VARIANCE,
            new MllibSettings(0.5, 1e-4, true, true, true),
            row(-0.001443382, 0.00145447, -0.00109711, 0.048747722),
            relative(0.001),
            row(-7.40374651),
            relative(0.001)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.1, 0.5, true, true, true),
            row(
                0,
                0,
                0,
                0.09074857,
                -0.09093399,
                0.28078251,
                -0.12854559,
                -0.18382494,
                0,
                -0.4064444,
                0,
                0),
            absolute(0.05),
            row(-0.55325803, -0.27291366, 0.8261717),
            absolute(0.1)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.1, 0.5, false, true, true),
            row(0, 0, 0.02312769, 0.04159224, -0.03776471, 0, -0.19588206, -0.11187712, 0, 0, 0, 0),
            absolute(0.01),
            row(-0.40016908, 0.62474768, -0.2245786),
            absolute(0.01)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.1, 0.5, true, false, true),
            row(
                0,
                0,
                0,
                0.03418889,
                -0.1114779,
                0.3992145,
                -0.1315371,
                -0.2107956,
                0.006442826,
                0,
                0,
                0),
            absolute(0.01),
            row(0, 0, 0),
            absolute(1e-8)),
        new Expected(
            Rows.MULTINOMIAL,
            new MllibSettings(0.1, 0.5, false, false, true),
            row(0, 0, 0, 0, 0, 0.15710979, -0.16871602, -0.07928527, 0, 0, 0, 0),
            absolute(0.01),
            row(0, 0, 0),
            absolute(1e-8)),
        new Expected(
            Rows.MULTINOMIAL_SMALL_VARIANCE,
            new MllibSettings(0.5, 1e-4, true, true, true),
            row(
                0.019970169,
                0.079611293,
                0.003959452,
                0.110024399,
                -4.788494e-4,
                0.0010097453,
                -5.832701e-4,
                0,
                -0.01936999,
                -0.080851149,
                -0.003319687,
                -0.112435972),
            relative(0.01),
            row(1.751626027, -3.9297124987, 2.178086472),
            relative(0.001)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aFitFindsTheCoefficientsOfTheSuite(Expected expected) {
    MiniBatchClassificationModel model =
        expected.settings.on(descent(expected).classifier()).fit(expected.rows.of(SPARK));
    double[] coefficients = model.coefficientMatrix().transpose().toArray();
    expected.tolerance.assertHolds("coefficients", expected.coefficients, coefficients);
    expected.ofIntercepts.assertHolds(
        "intercepts", expected.intercepts, centred(model.interceptVector().toArray()));
  }

  private static Descent descent(Expected expected) {
    if (expected.rows == Rows.BINARY_SMALL_VARIANCE
        || expected.rows == Rows.MULTINOMIAL_SMALL_VARIANCE) {
      return new Descent(0.5, 0.99, 6000); // chances near 0 and 1 leave little curvature
    }
    boolean centred = expected.settings.fitIntercept() && expected.settings.standardization();
    return centred ? new Descent(0.5, 0.95, 2000) : new Descent(0.02, 0.99, 8000);
  }

  /** Scores of several classes say the same with any number added to all: Spark's add up to 0. */
  private static double[] centred(double[] intercepts) {
    if (intercepts.length == 1) {
      return intercepts;
    }
    double mean = Arrays.stream(intercepts).average().orElseThrow();
    return Arrays.stream(intercepts).map(intercept -> intercept - mean).toArray();
  }

  private static double[] row(double... numbers) {
    return numbers;
  }
}

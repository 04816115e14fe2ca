package io.fallline.core.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.RandomStream;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.SettingException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
  private static final int CLASSES = 3;
  private static final double STEP = Math.cbrt(Math.ulp(1.0));

  private static final List<String> PROMISED =
      List.of(
          "mse",
          "rmse",
          "mae",
          "huber",
          "quantile",
          "poisson",
          "logistic",
          "softmax",
          "hinge",
          "squaredHinge");

  static Set<String> everyLoss() {
    return Losses.registry().names();
  }

  @Test
  void theTenPromisedLossesAreThere() {
    assertTrue(Losses.registry().names().containsAll(PROMISED), "a promised loss is missing");
  }

  @ParameterizedTest
  @MethodSource("everyLoss")
  void manyRowsGiveWhatEachGives(String name) {
    Loss loss = standard(name);
    int outputs = loss.outputs(CLASSES);
    int classes = loss.labels() == LabelKind.CLASS ? CLASSES : 2;
    int rows = 131;
    RandomStream random = RandomStream.of(12);
    double[] scores = new double[rows * outputs];
    double[] labels = new double[rows + 5];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextGaussian() * Math.pow(10, 4 * random.nextDouble() - 3);
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.below(classes);
    }
    double[] derivatives = scores.clone();
    double[] losses = new double[rows];
    loss.ofRows(rows, outputs, derivatives, labels, 5, losses, new double[rows]);
    for (int row = 0; row < rows; row++) {
      double[] expected = Arrays.copyOfRange(scores, row * outputs, (row + 1) * outputs);
      double value = loss.ofRow(expected, labels[5 + row], expected);
      assertEquals(value, losses[row], 1e-15 * Math.max(1, Math.abs(value)), name);
      for (int k = 0; k < outputs; k++) {
        double derivative = derivatives[row * outputs + k];
        assertEquals(expected[k], derivative, 2e-15 * Math.max(0.1, Math.abs(derivative)), name);
      }
    }
  }

  // values by hand, or of mpmath in 30 digits
  @ParameterizedTest(name = "{0} of score {1} and label {2}")
  @CsvSource({
    "mse, 3, 1, 4, 4",
    "mse, -0.5, 1, 2.25, -3",
    "rmse, 3, 1, 4, 2",
    "mae, 3, 1, 2, 1",
    "mae, -3, 1, 4, -1",
    "mae, 1, 1, 0, 0",
    "huber, 1.5, 1, 0.125, 0.5",
    "huber, 2, 1, 0.5, 1",
    "huber, 4, 1, 2.5, 1",
    "huber, -4, 1, 4.5, -1",
    "quantile, 3, 1, 1, 0.5",
    "quantile, -3, 1, 2, -0.5",
    "quantile, 1, 1, 0, 0",
    "poisson, 0, 2, 1, -1",
    "poisson, 1, 2, 0.718281828459045235, 0.718281828459045235",
    "logistic, 0, 1, 0.693147180559945309, -0.5",
    "logistic, 0, 0, 0.693147180559945309, 0.5",
    "logistic, 2, 1, 0.126928011042972496, -0.119202922022117556",
    "logistic, 2, 0, 2.126928011042972496, 0.880797077977882444",
    "logistic, -40, 0, 4.24835425529158898e-18, 4.24835425529158898e-18",
    "hinge, 0.25, 1, 0.75, -1",
    "hinge, 0.25, 0, 1.25, 1",
    "hinge, 1, 1, 0, 0",
    "hinge, 2, 1, 0, 0",
    "squaredHinge, 0.25, 1, 0.5625, -1.5",
    "squaredHinge, 0.25, 0, 1.5625, 2.5",
    "squaredHinge, 1, 1, 0, 0"
  })
  void knownValuesOfOneScore(
      String name, double score, double label, double value, double derivative) {
    double[] derivatives = new double[1];
    assertEquals(
        value,
        standard(name).ofRow(new double[] {score}, label, derivatives),
        1e-15 * Math.abs(value));
    assertEquals(derivative, derivatives[0], 1e-15 * Math.abs(derivative));
  }

  @Test
  void theLossOfEachClassIsToTheBitThatOfARowOfIt() {
    double[] scores = {3.25, -1e3, Double.NEGATIVE_INFINITY, 0.1, 17, 17};
    double[] losses = standard("softmax").ofEachClass(scores);
    for (int c = 0; c < scores.length; c++) {
      double row = standard("softmax").ofRow(scores.clone(), c, new double[scores.length]);
      assertEquals(row, losses[c], "class " + c);
    }
  }

  @Test
  void softmaxOfKnownScores() {
    double[] derivative = new double[3];
    double value = standard("softmax").ofRow(new double[] {1, 2, 3}, 0, derivative);
    assertEquals(2.4076059644443803, value, 1e-15);
    assertArrayEquals(
        new double[] {0.090030573170380458 - 1, 0.244728471054797652, 0.66524095577482189},
        derivative,
        1e-15);
  }

  @Test
  void settingsReachTheirLosses() {
    double[] derivative = new double[1];
    Loss huber = Losses.registry().create("huber", Hyperparameters.of(Map.of("delta", 0.5)));
    assertEquals(0.5 * (3 - 0.25), huber.ofRow(new double[] {3}, 0, derivative));
    assertEquals(0.5, derivative[0]);
    Loss quantile = Losses.registry().create("quantile", Hyperparameters.of(Map.of("tau", 0.9)));
    assertEquals(0.9 * 2, quantile.ofRow(new double[] {1}, 3, derivative), 1e-15);
    assertEquals(-0.9, derivative[0]);
    assertEquals(0.1 * 2, quantile.ofRow(new double[] {3}, 1, derivative), 1e-15);
    assertEquals(0.1, derivative[0], 1e-15);
  }

  @ParameterizedTest
  @CsvSource({
    "huber, delta, 0",
    "huber, delta, -1",
    "huber, delta, NaN",
    "quantile, tau, 0",
    "quantile, tau, 1"
  })
  void settingsOutOfRangeAreRefused(String name, String setting, double value) {
    Hyperparameters settings = Hyperparameters.of(Map.of(setting, value));
    SettingException refused =
        assertThrows(SettingException.class, () -> Losses.registry().create(name, settings));
    assertEquals(setting, refused.setting());
  }

  @ParameterizedTest
  @MethodSource("everyLoss")
  void derivativesEqualCentralDifferences(String name) {
    Loss loss = standard(name);
    RandomStream random = RandomStream.of(1, name.hashCode());
    for (int trial = 0; trial < 200; trial++) {
      double[] scores = scores(loss, random);
      double label = label(loss, random);
      double[] derivative = new double[scores.length];
      loss.ofRow(scores, label, derivative);
      double factor = loss.isMeanOfRows() ? 1 : 0.5;
      for (int k = 0; k < scores.length; k++) {
        double h = STEP * Math.max(1, Math.abs(scores[k]));
        double difference =
            factor
                * (moved(loss, scores, k, h, label) - moved(loss, scores, k, -h, label))
                / (2 * h);
        assertEquals(
            difference,
            derivative[k],
            1e-6 * Math.max(1e-2, Math.abs(difference)),
            "trial " + trial);
      }
    }
  }

  @Test
  void theSmoothLossesOfRowsHaveACurvature() {
    List<String> smooth = List.of("mse", "poisson", "logistic", "softmax", "squaredHinge");
    for (String name : PROMISED) {
      Loss loss = standard(name);
      assertEquals(smooth.contains(name), loss.hasCurvature(), name);
      if (!loss.hasCurvature()) {
        double[] ofOne = new double[1];
        assertThrows(
            UnsupportedOperationException.class, () -> loss.curvature(ofOne, 0, new double[1]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyLoss")
  void curvaturesEqualCentralDifferencesOfTheDerivative(String name) {
    Loss loss = standard(name);
    RandomStream random = RandomStream.of(3, name.hashCode());
    for (int trial = 0; trial < 200 && loss.hasCurvature(); trial++) {
      double[] scores = scores(loss, random);
      double label = label(loss, random);
      int outputs = scores.length;
      double[] curvature = new double[outputs * outputs];
      loss.curvature(scores, label, curvature);
      for (int l = 0; l < outputs; l++) {
        double h = STEP * Math.max(1, Math.abs(scores[l]));
        double[] above = movedDerivative(loss, scores, l, h, label);
        double[] below = movedDerivative(loss, scores, l, -h, label);
        for (int k = 0; k < outputs; k++) {
          double difference = (above[k] - below[k]) / (2 * h);
          assertEquals(
              difference,
              curvature[k * outputs + l],
              1e-6 * Math.max(1e-2, Math.abs(difference)),
              "trial " + trial + ", " + k + ", " + l);
        }
      }
    }
  }

  // 1 - p is all lost in p where p rounds to 1
  @Test
  void curvaturesKeepTheirDigitsWhereAClassIsAllButSure() {
    double[] curvature = new double[9];
    standard("softmax").curvature(new double[] {50, 0, 0}, 0, curvature);
    double other = 1.9287498479639178e-22; // e^-50, of mpmath
    assertEquals(2 * other, curvature[0], 1e-12 * other);
    assertEquals(-other, curvature[1], 1e-12 * other);
    standard("logistic").curvature(new double[] {50}, 1, curvature);
    assertEquals(other, curvature[0], 1e-12 * other);
    standard("logistic").curvature(new double[] {-50}, 1, curvature);
    assertEquals(other, curvature[0], 1e-12 * other);
  }

  private static double[] movedDerivative(
      Loss loss, double[] scores, int k, double by, double label) {
    double[] there = scores.clone();
    there[k] += by;
    double[] derivative = new double[scores.length];
    loss.ofRow(there, label, derivative);
    return derivative;
  }

  @ParameterizedTest
  @MethodSource("everyLoss")
  void derivativesMayOverwriteTheScores(String name) {
    Loss loss = standard(name);
    RandomStream random = RandomStream.of(2);
    double[] scores = scores(loss, random);
    double label = label(loss, random);
    double[] derivative = new double[scores.length];
    double value = loss.ofRow(scores, label, derivative);
    assertEquals(value, loss.ofRow(scores, label, scores));
    assertArrayEquals(derivative, scores);
  }

  @ParameterizedTest
  @MethodSource("everyLoss")
  void extremeScoresStayFinite(String name) {
    Loss loss = standard(name);
    // e^z itself is a poisson loss, and overflows at 710 honestly
    double highest = name.equals("poisson") ? 700 : 1e4;
    for (double label = 0; label < 2; label++) {
      for (double score : new double[] {highest, -1e4, 0}) {
        double[] scores = new double[loss.outputs(CLASSES)];
        scores[0] = score;
        double[] derivative = new double[scores.length];
        double value = loss.ofRow(scores, label, derivative);
        assertTrue(Double.isFinite(value), name + " of " + score + " is " + value);
        for (double s : derivative) {
          assertTrue(Double.isFinite(s), name + "'s derivative at " + score + " is " + s);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyLoss")
  void aScoreThatIsNoNumberIsNotHidden(String name) {
    Loss loss = standard(name);
    double[] scores = new double[loss.outputs(CLASSES)];
    scores[scores.length - 1] = Double.NaN;
    assertTrue(Double.isNaN(loss.ofRow(scores, 1, new double[scores.length])));
  }

  @ParameterizedTest
  @MethodSource("everyLoss")
  void aBatchIsTheMeanOfItsRowsUnlessTheLossSaysOtherwise(String name) {
    Loss loss = standard(name);
    if (loss.isMeanOfRows()) {
      assertEquals(2.5, loss.ofBatch(10, 4));
      assertEquals(0.25, loss.gradientFactor(10, 4));
    }
  }

  @Test
  void theRootMeanSquareIsTakenOfTheWholeBatch() {
    Loss rmse = standard("rmse");
    assertFalse(rmse.isMeanOfRows());
    assertEquals(3, rmse.ofBatch(36, 4));
    assertEquals(1.0 / 12, rmse.gradientFactor(36, 4));
    assertEquals(0, rmse.gradientFactor(0, 4));
    assertTrue(Double.isNaN(rmse.gradientFactor(Double.NaN, 4)));
  }

  @Test
  void logisticProbabilitiesKeepSmallOnes() {
    double[] probabilities = new double[2];
    standard("logistic").probabilities(new double[] {40}, probabilities);
    assertArrayEquals(new double[] {4.24835425529158898e-18, 1}, probabilities, 1e-33);
    standard("logistic").probabilities(new double[] {-1e4}, probabilities);
    assertArrayEquals(new double[] {1, 0}, probabilities);
  }

  @Test
  void softmaxProbabilitiesAddUpToOne() {
    double[] probabilities = new double[3];
    standard("softmax").probabilities(new double[] {1e4, 1e4, -1e4}, probabilities);
    assertArrayEquals(new double[] {0.5, 0.5, 0}, probabilities);
  }

  @Test
  void ofThePromisedLossesLogisticAndSoftmaxHaveProbabilities() {
    for (String name : PROMISED) {
      Loss loss = standard(name);
      assertEquals(Set.of("logistic", "softmax").contains(name), loss.hasProbabilities(), name);
      if (!loss.hasProbabilities()) {
        assertThrows(
            UnsupportedOperationException.class,
            () -> loss.probabilities(new double[1], new double[2]));
      }
    }
  }

  @Test
  void poissonPredictsTheMeanOfTheCount() {
    assertEquals(StrictMath.exp(1.5), standard("poisson").response(1.5));
    assertEquals(1.5, standard("mse").response(1.5));
  }

  @Test
  void ofThePromisedLossesSoftmaxHasAScoreForEachClass() {
    for (String name : PROMISED) {
      assertEquals(name.equals("softmax") ? 7 : 1, standard(name).outputs(7), name);
    }
    assertTrue(standard("softmax").labels().isClass());
    assertFalse(standard("poisson").labels().isClass());
  }

  private static Loss standard(String name) {
    return Losses.registry().create(name, Hyperparameters.defaults());
  }

  private static double moved(Loss loss, double[] scores, int k, double by, double label) {
    double[] there = scores.clone();
    there[k] += by;
    return loss.ofRow(there, label, new double[scores.length]);
  }

  private static double[] scores(Loss loss, RandomStream random) {
    double[] scores = new double[loss.outputs(CLASSES)];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = 3 * random.nextGaussian();
    }
    return scores;
  }

  private static double label(Loss loss, RandomStream random) {
    return switch (loss.labels()) {
      case NUMBER -> random.nextGaussian();
      case COUNT -> random.below(6);
      case BINARY -> random.below(2);
      case CLASS -> random.below(CLASSES);
    };
  }
}

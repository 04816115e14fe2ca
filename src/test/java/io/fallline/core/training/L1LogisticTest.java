package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logistic regression with an l1 penalty on the breast cancer data against a float64 proximal
 * solver.
 */
class L1LogisticTest {
  private static final SampleRows ROWS = SampleRows.read("breast-cancer.csv");
  private static final int COLUMNS = ROWS.features()[0].length;

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05})
  void weightsAndZerosAreThoseOfTheProximalSolution(double l1) {
    Trainings training = new Trainings(ROWS.features(), ROWS.labels());
    training.loss = "logistic";
    training.rule = "nesterov";
    training.learningRate = 0.3;
    training.l1 = l1;
    training.stopping = StoppingRules.epochs(20_000);
    double[] found = training.run().state().parameters();
    double[] expected = proximalSolution(l1);
    int zeros = 0;
    for (int i = 0; i <= COLUMNS; i++) {
      assertEquals(expected[i], found[i], 1e-4, "weight " + i + " of " + Arrays.toString(expected));
      assertEquals(expected[i] == 0, found[i] == 0, "zero at " + i);
      zeros += expected[i] == 0 ? 1 : 0;
    }
    assertTrue(zeros >= 10 && zeros < COLUMNS, zeros + " zeros");
  }

  /**
   * FISTA with restarts: Beck and Teboulle 2009; O'Donoghue and Candès 2015. The last number is the
   * intercept.
   */
  private static double[] proximalSolution(double l1) {
    double[] weights = new double[COLUMNS + 1];
    double[] ahead = weights.clone();
    double momentum = 1;
    double rate = 0.2;
    for (int step = 0; step < 20_000; step++) {
      double[] gradient = gradient(ahead);
      double[] next = new double[COLUMNS + 1];
      double against = 0;
      for (int j = 0; j <= COLUMNS; j++) {
        double moved = ahead[j] - rate * gradient[j];
        double threshold = j < COLUMNS ? rate * l1 : 0;
        next[j] = Math.signum(moved) * Math.max(0, Math.abs(moved) - threshold);
        against += (ahead[j] - next[j]) * (next[j] - weights[j]);
      }
      double nextMomentum = against > 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double share = against > 0 ? 0 : (momentum - 1) / nextMomentum;
      for (int j = 0; j <= COLUMNS; j++) {
        ahead[j] = next[j] + share * (next[j] - weights[j]);
      }
      weights = next;
      momentum = nextMomentum;
    }
    return weights;
  }

  private static double[] gradient(double[] weights) {
    double[] gradient = new double[COLUMNS + 1];
    for (int i = 0; i < ROWS.labels().length; i++) {
      double[] row = ROWS.features()[i];
      double score = weights[COLUMNS];
      for (int j = 0; j < COLUMNS; j++) {
        score += weights[j] * row[j];
      }
      double derivative = (1 / (1 + Math.exp(-score)) - ROWS.labels()[i]) / ROWS.labels().length;
      for (int j = 0; j < COLUMNS; j++) {
        gradient[j] += derivative * row[j];
      }
      gradient[COLUMNS] += derivative;
    }
    return gradient;
  }
}

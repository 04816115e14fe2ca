package io.fallline.core.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.loss.LabelKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The curves that are drawn of a model of two classes. */
class RocCurveTest {
  private static double sigmoid(double score) {
    return 1 / (1 + Math.exp(-score));
  }

  private static Evaluation evaluation(double[] scores, boolean[] positive) {
    EvaluationBuilder builder = new EvaluationBuilder(LabelKind.BINARY, 2);
    for (int i = 0; i < scores.length; i++) {
      builder.addClass(1, 0, positive[i] ? 1 : 0, 0, 0, scores[i]);
    }
    return builder.build();
  }

  private static double area(RocCurve curve) {
    double area = 0;
    for (int i = 1; i < curve.falsePositiveRates().length; i++) {
      area +=
          (curve.falsePositiveRates()[i] - curve.falsePositiveRates()[i - 1])
              * (curve.truePositiveRates()[i] + curve.truePositiveRates()[i - 1])
              / 2;
    }
    return area;
  }

  @Test
  void theCurveStepsUpAtClassOneAndRightAtClassZeroFromTheHighestScoreOn() {
    RocCurve curve =
        evaluation(new double[] {3, 2, 1, 0}, new boolean[] {true, false, true, false})
            .rocCurve()
            .orElseThrow();
    assertArrayEquals(new double[] {0, 0, 0.5, 0.5, 1}, curve.falsePositiveRates());
    assertArrayEquals(new double[] {0, 0.5, 0.5, 1, 1}, curve.truePositiveRates());
  }

  @Test
  void tiesAreOneSlope() {
    RocCurve curve =
        evaluation(new double[] {1, 1, 0}, new boolean[] {true, false, false})
            .rocCurve()
            .orElseThrow();
    assertArrayEquals(new double[] {0, 0.5, 1}, curve.falsePositiveRates());
    assertArrayEquals(new double[] {0, 1, 1}, curve.truePositiveRates());
  }

  @Test
  void aCurveOfManyScoresIsSmallAndHasTheirArea() {
    // more different scores than are kept: each stands for several then
    int rows = ScoreRanking.MOST_SCORES + 50_000;
    Random random = new Random(3);
    boolean[] positive = new boolean[rows];
    double[] scores = new double[rows];
    for (int i = 0; i < rows; i++) {
      scores[i] = random.nextGaussian();
      positive[i] = random.nextDouble() < sigmoid(scores[i]);
    }
    Evaluation evaluation = evaluation(scores, positive);
    RocCurve curve = evaluation.rocCurve().orElseThrow();
    assertTrue(curve.falsePositiveRates().length <= 402, "" + curve.falsePositiveRates().length);
    assertEquals(evaluation.ranking().auc(), area(curve), 1e-4);
    for (Calibration.Bin bin : evaluation.calibration(RocCurveTest::sigmoid).orElseThrow().bins()) {
      assertEquals(bin.predicted(), bin.observed(), 0.01, bin.toString());
    }
  }

  @Test
  void aBinHasTheMeanOfItsProbabilitiesAndTheShareOfClassOne() {
    double[] scores = {-0.9, -0.85, 0.21, 0.29, 0.29, 1};
    boolean[] positive = {false, true, false, true, true, true};
    Evaluation evaluation = evaluation(scores, positive);
    List<Calibration.Bin> bins =
        evaluation.calibration(score -> Math.max(0, score)).orElseThrow().bins();
    assertEquals(3, bins.size());
    assertEquals(new Calibration.Bin(2, 0, 0.5), bins.get(0));
    assertEquals(3, bins.get(1).weight());
    assertEquals((0.21 + 0.29 + 0.29) / 3, bins.get(1).predicted(), 1e-15);
    assertEquals(2 / 3.0, bins.get(1).observed(), 1e-15);
    assertEquals(new Calibration.Bin(1, 1, 1), bins.get(2));
  }

  @Test
  void thereAreNoCurvesOfOneClassNorOfScoresThatAreNoNumbers() {
    for (Evaluation evaluation :
        List.of(
            Evaluation.EMPTY,
            evaluation(new double[] {1, 2}, new boolean[] {true, true}),
            evaluation(new double[] {1, Double.NaN}, new boolean[] {true, false}))) {
      assertFalse(evaluation.rocCurve().isPresent());
      assertFalse(evaluation.calibration(RocCurveTest::sigmoid).isPresent());
    }
  }
}

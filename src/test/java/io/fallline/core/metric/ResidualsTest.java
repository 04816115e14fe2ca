package io.fallline.core.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.loss.LabelKind;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidualsTest {
  private static Evaluation evaluation(double... residuals) {
    EvaluationBuilder builder = new EvaluationBuilder(LabelKind.NUMBER, 0);
    for (double residual : residuals) {
      builder.addNumber(1, residual * residual, residual, 0);
    }
    return builder.build();
  }

  private static Residuals residuals(double... residuals) {
    return evaluation(residuals).residuals().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-30, 0.02, 1, 47, 1e20})
  void quantilesAreRightToASixteenthAtAnyScale(double scale) {
    double[] drawn = new Random(7).doubles(20_000).map(u -> scale * (u - 0.3)).toArray();
    Residuals residuals = residuals(drawn);
    double[] sorted = drawn.clone();
    Arrays.sort(sorted);
    for (double share : new double[] {0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1}) {
      double exact = sorted[(int) Math.ceil(share * sorted.length) - 1];
      assertEquals(exact, residuals.quantile(share), Math.abs(exact) / 16, "share " + share);
    }
  }

  @Test
  void aHistogramHasAllOfTheWeightAndBothTailsInItsOuterBins() {
    double[] histogram = residuals(-50, -1.5, -0.5, 0, 0.5, 0.5, 1.5, 80).histogram(-2, 2, 4);
    assertArrayEquals(new double[] {2, 1, 3, 2}, histogram, 1e-12);
  }

  @Test
  void theShareAtOrBelowThePredictionIsCountedExactly() {
    assertEquals(0.625, residuals(-50, -1e-30, -0.0, 0, 0, 1e-30, 1.5, 80).shareAtMostZero());
    assertEquals(1, residuals(0, 0).shareAtMostZero());
    assertEquals(0, residuals(1, 2).shareAtMostZero());
  }

  @Test
  void zeroesFallIntoTheBinOfZero() {
    double[] histogram = residuals(new double[9]).histogram(-1, 1, 5);
    assertArrayEquals(new double[] {0, 0, 9, 0, 0}, histogram, 0);
  }

  @Test
  void addedInAnyPartsTheyAreTheSame() {
    double[] drawn = new Random(8).doubles(999).map(u -> u - 0.5).toArray();
    double[] whole = residuals(drawn).histogram(-1, 1, 40);
    for (int cut : new int[] {1, 100, 998}) {
      Evaluation sum =
          Evaluation.add(
              evaluation(Arrays.copyOf(drawn, cut)),
              evaluation(Arrays.copyOfRange(drawn, cut, drawn.length)));
      assertArrayEquals(whole, sum.residuals().orElseThrow().histogram(-1, 1, 40), 0);
    }
    assertEquals(999, DoubleStream.of(whole).sum(), 1e-9);
  }

  @Test
  void rowsOfNoWeightAreNotThere() {
    EvaluationBuilder builder = new EvaluationBuilder(LabelKind.NUMBER, 0);
    builder.addNumber(0, 1, 1, 0);
    assertFalse(builder.build().residuals().isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -1e200, 1e200})
  void thereIsNoDistributionWithoutBounds(double residual) {
    assertFalse(evaluation(1, residual).residuals().isPresent());
    assertTrue(evaluation(1, 2).residuals().isPresent());
  }
}

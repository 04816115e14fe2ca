package io.fallline.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.loss.Losses;
import io.fallline.core.setting.Hyperparameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CurvatureAccumulatorTest {
  /** More than two tiles, and no multiple of anything. */
  private static final int ROWS = 77;

  record Case(GradientCase rows, boolean intercept) {
    NetworkSpec spec() {
      NetworkSpec spec = rows.spec();
      return new NetworkSpec(
          spec.inputs(), List.of(), List.of(), spec.loss(), Map.of(), spec.classes(), intercept, 0);
    }

    double[] parameters() {
      return Arrays.copyOf(rows.parameters(1), ParameterLayout.of(spec()).size());
    }

    CurvatureAggregate sum(double[] parameters) {
      CurvatureAccumulator curvature = new CurvatureAccumulator(spec(), rows.classWeights());
      curvature.begin(parameters);
      curvature.add(rows.rows(ROWS));
      return curvature.end();
    }
  }

  static Stream<Case> everySmoothLossAndKindOfRow() {
    List<Case> cases = new ArrayList<>();
    for (String loss : Losses.registry().names()) {
      if (Losses.registry().create(loss, Hyperparameters.defaults()).hasCurvature()) {
        for (int kind = 0; kind < 8; kind++) {
          GradientCase rows = new GradientCase(loss, List.of(), (kind & 1) > 0, (kind & 2) > 0);
          cases.add(new Case(rows, (kind & 4) > 0));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("everySmoothLossAndKindOfRow")
  void lossAndGradientAreThoseOfTheReferenceNetwork(Case c) {
    double[] parameters = c.parameters();
    PackedRows rows = c.rows.rows(ROWS);
    CurvatureAggregate sum = c.sum(parameters);
    double[] gradient = new double[parameters.length];
    double loss =
        new ReferenceNetwork(c.spec())
            .lossAndGradient(parameters, rows, gradient, c.rows.classWeights());
    assertEquals(loss, sum.loss(), 1e-12 * Math.abs(loss));
    assertArrayEquals(gradient, sum.gradient(), 1e-11);
    double weight = 0;
    long counted = 0;
    for (int row = 0; row < ROWS; row++) {
      double[] factors = c.rows.classWeights();
      double ofRow = rows.weight(row) * (factors == null ? 1 : factors[(int) rows.labels()[row]]);
      weight += ofRow;
      counted += ofRow == 0 ? 0 : 1;
    }
    assertEquals(weight, sum.weight(), 1e-12 * weight);
    assertEquals(counted, sum.rows());
  }

  @ParameterizedTest
  @MethodSource("everySmoothLossAndKindOfRow")
  void theHessianEqualsCentralDifferencesOfTheGradient(Case c) {
    double[] parameters = c.parameters();
    double[] packed = c.sum(parameters).hessian();
    double[][] lower = HessianLayout.of(c.spec()).lower(packed);
    double[] diagonal = HessianLayout.of(c.spec()).diagonal(packed);
    double h = Math.cbrt(Math.ulp(1.0));
    for (int j = 0; j < parameters.length; j++) {
      double[] above = parameters.clone();
      double[] below = parameters.clone();
      above[j] += h;
      below[j] -= h;
      double[] up = c.sum(above).gradient();
      double[] down = c.sum(below).gradient();
      assertEquals(lower[j][j], diagonal[j]);
      for (int i = 0; i < parameters.length; i++) {
        double difference = (up[i] - down[i]) / (2 * h);
        double found = lower[Math.max(i, j)][Math.min(i, j)];
        assertEquals(difference, found, 1e-6 * Math.max(1, Math.abs(difference)), i + ", " + j);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everySmoothLossAndKindOfRow")
  void sparseRowsGiveWhatTheSameRowsGiveDense(Case c) {
    PackedRows rows = c.rows.rows(ROWS);
    double[] parameters = c.parameters();
    CurvatureAggregate expected = c.sum(parameters);
    CurvatureAccumulator curvature = new CurvatureAccumulator(c.spec(), c.rows.classWeights());
    curvature.begin(parameters);
    curvature.add(rows.sparse() ? dense(rows) : sparse(rows));
    CurvatureAggregate found = curvature.end();
    assertEquals(expected.loss(), found.loss(), 1e-12 * Math.abs(expected.loss()));
    assertArrayEquals(expected.gradient(), found.gradient(), 1e-11);
    assertArrayEquals(expected.hessian(), found.hessian(), 1e-11);
  }

  private static PackedRows dense(PackedRows rows) {
    float[] values = new float[rows.size() * rows.columns()];
    for (int row = 0; row < rows.size(); row++) {
      for (int entry = rows.starts()[row]; entry < rows.starts()[row + 1]; entry++) {
        values[row * rows.columns() + rows.indices()[entry]] = rows.values()[entry];
      }
    }
    return PackedRows.dense(
        rows.size(), rows.columns(), values, rows.labels(), rows.weights(), rows.offsets());
  }

  private static PackedRows sparse(PackedRows rows) {
    int columns = rows.columns();
    int[] starts = new int[rows.size() + 1];
    int[] indices = new int[rows.size() * columns];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i % columns;
    }
    for (int row = 0; row <= rows.size(); row++) {
      starts[row] = row * columns;
    }
    return new PackedRows(
        rows.size(),
        columns,
        starts,
        indices,
        rows.values(),
        rows.labels(),
        rows.weights(),
        rows.offsets());
  }

  @Test
  void aNetworkWithHiddenLayersHasNone() {
    NetworkSpec hidden =
        new NetworkSpec(2, List.of(3), List.of("relu"), "mse", Map.of(), 0, true, 0);
    assertThrows(IllegalArgumentException.class, () -> new CurvatureAccumulator(hidden, null));
  }
}

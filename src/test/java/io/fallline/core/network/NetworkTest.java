package io.fallline.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.activation.Activations;
import io.fallline.core.math.Kernels;
import io.fallline.core.math.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  private static final GradientCase DENSE =
      new GradientCase("softmax", List.of("tanh", "gelu"), false, true);
  private static final GradientCase SPARSE =
      new GradientCase("logistic", List.of("sigmoid"), true, true);

  static List<String> kernels() {
    return Kernels.available();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 1024, 1100})
  void piecesAddUpToTheWhole(int size) {
    for (GradientCase c : List.of(DENSE, SPARSE)) {
      double[] parameters = c.parameters(0);
      PackedRows rows = c.rows(size);
      double[] expected = new double[parameters.length];
      double loss =
          new ReferenceNetwork(c.spec())
              .lossAndGradient(parameters, rows, expected, c.classWeights());
      for (String name : Kernels.available()) {
        GradientAggregate sum = gradient(c, name, rows);
        assertEquals(size, sum.rows());
        assertEquals(loss, sum.loss(), 1e-5 * loss, name);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
          assertEquals(expected[i], sum.gradient()[i], 1e-4 * largest, name + ", parameter " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void theWeightIsTheSumOfRowTimesClassWeights(String name) {
    PackedRows rows = DENSE.rows(600);
    double expected = 0;
    for (int row = 0; row < rows.size(); row++) {
      expected += rows.weights()[row] * DENSE.classWeights()[(int) rows.labels()[row]];
    }
    assertEquals(expected, gradient(DENSE, name, rows).weight(), 1e-12 * expected);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void scoresEqualTheReferenceWhereverTheyBegin(String name) {
    for (GradientCase c : List.of(DENSE, SPARSE)) {
      PackedRows rows = c.rows(1100);
      Network network = new Network(c.spec(), Kernels.named(name));
      int outputs = c.spec().outputs();
      float[] parameters = Floats.of(c.parameters(0));
      double[] all = new double[1100 * outputs];
      network.scores(parameters, rows, 0, 1100, all, network.workspace());
      double[] some = new double[600 * outputs];
      network.scores(parameters, rows, 250, 850, some, network.workspace());
      ReferenceNetwork reference = new ReferenceNetwork(c.spec());
      for (int row = 0; row < 1100; row++) {
        double[] expected = reference.scores(c.parameters(0), rows, row);
        for (int k = 0; k < outputs; k++) {
          assertEquals(expected[k], all[row * outputs + k], 1e-5);
          if (row >= 250 && row < 850) {
            assertEquals(expected[k], some[(row - 250) * outputs + k], 1e-5);
          }
        }
      }
    }
  }

  @Test
  void theOffsetIsAddedInFloat64() {
    NetworkSpec spec = new NetworkSpec(1, List.of(), List.of(), "mse", Map.of(), 0, true, 0);
    PackedRows rows =
        PackedRows.dense(1, 1, new float[] {1}, new double[1], null, new double[] {1e8});
    Network network = new Network(spec, Kernels.named("portable"));
    double[] scores = new double[1];
    network.scores(new float[] {0.25f, 0.5f}, rows, 0, 1, scores, network.workspace());
    assertEquals(1e8 + 0.75, scores[0]);
  }

  @Test
  void noRowsGiveTheEmptySum() {
    assertSame(GradientAggregate.EMPTY, gradient(DENSE, "portable", DENSE.rows(0)));
  }

  @Test
  void rowsOfWeightZeroCountForNothing() {
    PackedRows rows = DENSE.rows(8);
    double[] weights = new double[8];
    weights[2] = 1.5;
    weights[6] = 0.5;
    PackedRows some =
        PackedRows.dense(8, GradientCase.INPUTS, rows.values(), rows.labels(), weights, null);
    float[] values = new float[2 * GradientCase.INPUTS];
    System.arraycopy(rows.values(), 2 * GradientCase.INPUTS, values, 0, GradientCase.INPUTS);
    System.arraycopy(
        rows.values(), 6 * GradientCase.INPUTS, values, GradientCase.INPUTS, GradientCase.INPUTS);
    PackedRows alone =
        PackedRows.dense(
            2,
            GradientCase.INPUTS,
            values,
            new double[] {rows.labels()[2], rows.labels()[6]},
            new double[] {1.5, 0.5},
            null);
    GradientAggregate sum = gradient(DENSE, "portable", some);
    GradientAggregate expected = gradient(DENSE, "portable", alone);
    assertEquals(8, sum.rows());
    assertEquals(expected.weight(), sum.weight());
    assertEquals(expected.loss(), sum.loss());
    assertArrayEquals(expected.gradient(), sum.gradient());
  }

  @Test
  void aRowOfWeightZeroMayHaveALossThatOverflows() {
    NetworkSpec spec = new NetworkSpec(1, List.of(), List.of(), "poisson", Map.of(), 0, true, 0);
    PackedRows rows =
        PackedRows.dense(1, 1, new float[] {1000}, new double[1], new double[] {0}, null);
    Network network = new Network(spec, Kernels.named("portable"));
    GradientAggregate sum =
        network.gradient(new float[] {1, 0}, rows, null, null, network.workspace());
    assertEquals(0, sum.loss());
    assertArrayEquals(new float[2], sum.gradient());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sparseRowsGiveWhatTheSameDenseOnesGive(String name) {
    PackedRows sparse = SPARSE.rows(700);
    PackedRows dense = densified(sparse);
    GradientAggregate one = gradient(SPARSE, name, sparse);
    GradientAggregate other = gradient(SPARSE, name, dense);
    assertEquals(other.loss(), one.loss(), 1e-5 * other.loss());
    for (int i = 0; i < one.gradient().length; i++) {
      assertEquals(other.gradient()[i], one.gradient()[i], 1e-3, "parameter " + i);
    }
  }

  @Test
  void aSparseRowWithoutEntriesMeetsTheBiasAlone() {
    NetworkSpec spec = new NetworkSpec(3, List.of(), List.of(), "mse", Map.of(), 0, true, 0);
    int[] starts = {0, 0, 1, 1};
    PackedRows rows =
        new PackedRows(3, 3, starts, new int[] {1}, new float[] {2}, new double[3], null, null);
    Network network = new Network(spec, Kernels.named("portable"));
    GradientAggregate sum =
        network.gradient(new float[] {9, 1, 9, 0.5f}, rows, null, null, network.workspace());
    assertEquals(0.25 + 6.25 + 0.25, sum.loss());
    assertArrayEquals(new float[] {0, 10, 0, 1 + 5 + 1}, sum.gradient());
  }

  @Test
  void aSparseFirstLayerTouchesOnlyTheColumnsOfItsRows() {
    float[] parameters = Floats.of(SPARSE.parameters(0));
    PackedRows rows =
        new PackedRows(
            2,
            4,
            new int[] {0, 1, 2},
            new int[] {0, 3},
            new float[] {1, -1},
            new double[2],
            null,
            null);
    Arrays.fill(parameters, 1, 3, Float.NaN);
    GradientAggregate sum = gradient(SPARSE, "portable", rows, parameters);
    assertTrue(Double.isFinite(sum.loss()));
    assertEquals(0, sum.gradient()[1]);
    assertEquals(0, sum.gradient()[2]);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aWeightThatIsNoNumberShowsInTheLoss(String name) {
    for (String activation : Activations.registry().names()) {
      GradientCase c = new GradientCase("hinge", List.of(activation), false, false);
      float[] parameters = Floats.of(c.parameters(0));
      parameters[0] = Float.NaN;
      assertTrue(Double.isNaN(gradient(c, name, c.rows(20), parameters).loss()), activation);
    }
  }

  @Test
  void withoutInterceptThereAreNoBiasesAnywhere() {
    NetworkSpec spec =
        new NetworkSpec(4, List.of(3), List.of("tanh"), "mse", Map.of(), 0, false, 0);
    double[] parameters = Initialization.initialize("xavier", spec, 1);
    assertEquals(4 * 3 + 3, parameters.length);
    PackedRows rows = new GradientCase("mse", List.of("tanh"), false, false).rows(9);
    double[] expected = new double[parameters.length];
    double loss = new ReferenceNetwork(spec).lossAndGradient(parameters, rows, expected, null);
    Network network = new Network(spec, Kernels.named("portable"));
    GradientAggregate sum =
        network.gradient(Floats.of(parameters), rows, null, null, network.workspace());
    assertEquals(loss, sum.loss(), 1e-5 * loss);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], sum.gradient()[i], 1e-4);
    }
  }

  @Test
  void aWorkspaceUsedBeforeChangesNothing() {
    Network network = new Network(DENSE.spec(), Kernels.named("portable"));
    float[] parameters = Floats.of(DENSE.parameters(0));
    Workspace used = network.workspace();
    network.gradient(parameters, DENSE.rows(700), null, null, used);
    network.gradient(parameters, DENSE.rows(3), null, null, used);
    GradientAggregate again = network.gradient(parameters, DENSE.rows(40), null, null, used);
    GradientAggregate fresh =
        network.gradient(parameters, DENSE.rows(40), null, null, network.workspace());
    assertEquals(fresh.loss(), again.loss());
    assertArrayEquals(fresh.gradient(), again.gradient());
  }

  @Test
  void theStreamIsLeftAloneWhereNothingIsDropped() {
    RandomStream stream = RandomStream.of(1);
    Network network = new Network(DENSE.spec(), Kernels.named("portable"));
    network.gradient(
        Floats.of(DENSE.parameters(0)), DENSE.rows(5), null, stream, network.workspace());
    assertEquals(RandomStream.of(1).nextLong(), stream.nextLong());
  }

  private static GradientAggregate gradient(GradientCase c, String kernels, PackedRows rows) {
    return gradient(c, kernels, rows, Floats.of(c.parameters(0)));
  }

  private static GradientAggregate gradient(
      GradientCase c, String kernels, PackedRows rows, float[] parameters) {
    Network network = new Network(c.spec(), Kernels.named(kernels));
    return network.gradient(parameters, rows, c.classWeights(), null, network.workspace());
  }

  private static PackedRows densified(PackedRows sparse) {
    float[] values = new float[sparse.size() * sparse.columns()];
    for (int row = 0; row < sparse.size(); row++) {
      for (int entry = sparse.starts()[row]; entry < sparse.starts()[row + 1]; entry++) {
        values[row * sparse.columns() + sparse.indices()[entry]] = sparse.values()[entry];
      }
    }
    return PackedRows.dense(
        sparse.size(),
        sparse.columns(),
        values,
        sparse.labels(),
        sparse.weights(),
        sparse.offsets());
  }
}

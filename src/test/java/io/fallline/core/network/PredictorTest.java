package io.fallline.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.fallline.core.math.Kernels;
import io.fallline.core.math.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PredictorTest {
  private static final int INPUTS = 37;
  private static final int ROWS = 9;

  record Case(
      List<Integer> hidden, int classes, boolean intercept, boolean sparse, String kernels) {}

  static Stream<Case> everyShape() {
    return Kernels.available().stream()
        .flatMap(
            kernels ->
                Stream.of(List.<Integer>of(), List.of(1), List.of(17), List.of(64, 5))
                    .flatMap(
                        hidden ->
                            Stream.of(2, 4)
                                .flatMap(
                                    classes ->
                                        Stream.of(true, false)
                                            .flatMap(
                                                flag ->
                                                    Stream.of(true, false)
                                                        .map(
                                                            sparse ->
                                                                new Case(
                                                                    hidden, classes, flag, sparse,
                                                                    kernels))))));
  }

  @ParameterizedTest
  @MethodSource("everyShape")
  void oneRowAtATimeHasTheScoresThatItHasAmongOthers(Case shape) {
    NetworkSpec spec =
        new NetworkSpec(
            INPUTS,
            shape.hidden(),
            shape.hidden().stream().map(width -> "tanh").toList(),
            shape.classes() == 2 ? "logistic" : "softmax",
            Map.of(),
            shape.classes(),
            shape.intercept(),
            0);
    RandomStream random = RandomStream.of(3);
    float[] parameters = new float[ParameterLayout.of(spec).size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextGaussian();
    }
    Kernels kernels = Kernels.named(shape.kernels());
    Network network = new Network(spec, kernels);
    Predictor single = Predictor.ofSingleRows(spec, kernels, parameters);
    // native and java add in other orders for other shapes, or round products
    boolean same = List.of("vector", "portable").contains(shape.kernels());
    for (int row = 0; row < ROWS; row++) {
      PackedRows rows = row(random, shape.sparse());
      double[] expected = new double[spec.outputs()];
      network.scores(parameters, rows, 0, 1, expected, network.workspace());
      double[] found = new double[spec.outputs()];
      single.scores(rows, found);
      assertArrayEquals(expected, found, same ? 0 : 1e-4);
    }
  }

  private static PackedRows row(RandomStream random, boolean sparse) {
    double[] offsets = {0.25};
    if (sparse) {
      return new PackedRows(
          1,
          INPUTS,
          new int[] {0, 3},
          new int[] {1, 20, 36},
          new float[] {1, (float) random.nextGaussian(), -2},
          new double[1],
          null,
          offsets);
    }
    float[] values = new float[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return PackedRows.dense(1, INPUTS, values, new double[1], null, offsets);
  }
}

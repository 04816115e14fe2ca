package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.loss.Losses;
import io.fallline.core.math.RandomStream;
import io.fallline.core.math.Range;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterUpdaterTest {
  private static final int SIZE = 50_003;

  static Set<String> everyRule() {
    return Optimizers.registry().names();
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void threadsDoNotChangeABit(String rule) {
    TrainingState one = trained(rule, 1, false, 0.01, 0.001);
    TrainingState three = trained(rule, 3, false, 0.01, 0.001);
    assertArrayEquals(one.parameters(), three.parameters());
    assertArrayEquals(one.rounded(), three.rounded());
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void aSparseGradientChangesWhatTheSameGradientInFullChanges(String rule) {
    TrainingState sparse = trained(rule, 2, true, 0, 0);
    TrainingState dense = trained(rule, 2, false, 0, 0);
    assertArrayEquals(dense.parameters(), sparse.parameters());
    assertArrayEquals(dense.rounded(), sparse.rounded());
    for (String slot : create(rule).slots()) {
      assertArrayEquals(dense.optimizer().slot(slot), sparse.optimizer().slot(slot), slot);
    }
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void aPenaltyReachesCoordinatesThatASparseGradientLacks(String rule) {
    assertArrayEquals(
        trained(rule, 2, false, 0.01, 0).parameters(),
        trained(rule, 2, true, 0.01, 0).parameters());
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void aParameterThatIsNoNumberIsNoticed(String rule) {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      TrainingState state = TrainingState.start(new double[SIZE], create(rule));
      try (SpinningThreadPool team = new SpinningThreadPool(2)) {
        ParameterUpdater step = new ParameterUpdater(options(create(rule), 0, 0), state, team);
        step.prepare(sum(RandomStream.of(1), false));
        state.parameters()[SIZE / 2] = bad;
        if (!rule.equals("ftrl")) { // it computes parameters from its state
          assertFalse(Double.isFinite(step.update(0.1)), rule);
        }
      }
    }
  }

  private static TrainingState trained(
      String rule, int threads, boolean sparse, double l2, double l1) {
    Optimizer optimizer = create(rule);
    boolean takesPenalties = !optimizer.penalties().isEmpty();
    double[] start = new double[SIZE];
    RandomStream random = RandomStream.of(9);
    for (int i = 0; i < SIZE; i++) {
      start[i] = random.nextGaussian();
    }
    TrainingState state = TrainingState.start(start, optimizer);
    try (SpinningThreadPool team = new SpinningThreadPool(threads)) {
      ParameterUpdater step =
          new ParameterUpdater(
              options(optimizer, takesPenalties ? l2 : 0, takesPenalties ? l1 : 0), state, team);
      for (int t = 0; t < 5; t++) {
        step.prepare(sum(random, sparse));
        double largest = step.update(0.1);
        assertTrue(Double.isFinite(largest));
      }
    }
    return state;
  }

  private static TrainingOptions options(Optimizer optimizer, double l2, double l1) {
    List<Range> ranges = List.of(new Range(0, SIZE - 3, false), new Range(SIZE - 3, SIZE, true));
    return new TrainingOptions(
        null,
        new Objective(Losses.registry().create("mse", Hyperparameters.defaults()), ranges, l2, 0),
        new Clipping(1, Double.POSITIVE_INFINITY),
        optimizer,
        null,
        new SoftThreshold(l1),
        null,
        null,
        null,
        null,
        NonFinitePolicy.FAIL);
  }

  /** Every seventh coordinate and the biases have a gradient. */
  private static GradientAggregate sum(RandomStream random, boolean sparse) {
    float[] dense = new float[SIZE];
    int count = 0;
    int[] indices = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      if (i % 7 == 3 || i >= SIZE - 3) {
        dense[i] = (float) random.nextGaussian();
        indices[count++] = i;
      }
    }
    if (!sparse) {
      return GradientAggregate.dense(10, 10, 1, dense);
    }
    int[] touched = Arrays.copyOf(indices, count);
    float[] gradient = new float[count];
    for (int k = 0; k < count; k++) {
      gradient[k] = dense[touched[k]];
    }
    return new GradientAggregate(10, 10, 1, touched, gradient);
  }

  private static Optimizer create(String rule) {
    return Optimizers.registry().create(rule, Hyperparameters.defaults());
  }
}

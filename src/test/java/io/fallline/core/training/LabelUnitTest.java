package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.core.math.RandomStream;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Metric;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.Optimizer.Penalty;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels in units of u against labels that were divided by u. */
class LabelUnitTest {
  private static final double UNIT = 1 << 14;
  private static final int ROWS = 90;
  private static final int STEPS = 40;

  private record Losses(List<Double> ofSteps, double[] parameters) {}

  static Stream<String> rules() {
    return Optimizers.registry().names().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleDoesToTheBitWhatItWouldDoToSmallerLabels(String rule) {
    for (String loss : List.of("mse", "rmse", "mae", "quantile", "huber")) {
      assertSameAsSmallerLabels(rule, loss, List.of(), 0, 0);
      assertSameAsSmallerLabels(rule, loss, List.of(3), 0, 0);
    }
  }

  @Test
  void penaltiesAreThoseOfTheLabelsOwnUnits() {
    for (String rule : List.of("sgd", "adam")) {
      assertSameAsSmallerLabels(rule, "mse", List.of(), 0.01, 0.5);
      assertSameAsSmallerLabels(rule, "mae", List.of(), 1e-7, 1e-3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 1",
    "1.9, 1",
    "2, 2",
    "83000, 65536",
    "0.3, 0.25",
    "1e300, 1099511627776"
  })
  void theUnitIsAPowerOfTwoOfAboutTheSpread(double spread, double unit) {
    assertEquals(unit, LabelUnit.near(spread));
  }

  private static void assertSameAsSmallerLabels(
      String rule, String loss, List<Integer> hidden, double l2, double l1) {
    Optimizer optimizer = Optimizers.registry().create(rule, Hyperparameters.defaults());
    boolean takes = optimizer.penalties().containsAll(List.of(Penalty.L1, Penalty.L2));
    double ownL2 = takes ? l2 : 0;
    double ownL1 = takes ? l1 : 0;
    double delta = 1 << 15; // above the unit: below, huber is a distance for the most split
    NetworkSpec own = network(loss, hidden, delta);
    NetworkSpec small = network(loss, hidden, delta / UNIT);
    double lossUnit = own.createLoss().lossUnit(UNIT);
    Losses large = trained(own, rule, UNIT, UNIT, ownL2, ownL1);
    Losses smaller =
        trained(small, rule, 1, 1, ownL2 * UNIT * UNIT / lossUnit, ownL1 * UNIT / lossUnit);
    double[] expected = smaller.parameters().clone();
    int output = outputFrom(own);
    for (int i = output; i < expected.length; i++) {
      expected[i] *= UNIT;
    }
    String what = rule + " " + loss + " " + hidden;
    assertArrayEquals(expected, large.parameters(), what);
    for (int i = 0; i < STEPS; i++) {
      double inOwnUnits = loss.equals("huber") || loss.equals("mse") ? UNIT * UNIT : UNIT;
      assertEquals(smaller.ofSteps().get(i) * inOwnUnits, large.ofSteps().get(i), what);
    }
  }

  private static NetworkSpec network(String loss, List<Integer> hidden, double delta) {
    return new NetworkSpec(
        4,
        hidden,
        hidden.stream().map(width -> "tanh").toList(),
        loss,
        loss.equals("huber") ? Map.of("delta", delta) : Map.of(),
        0,
        true,
        0);
  }

  private static int outputFrom(NetworkSpec network) {
    var tensors = ParameterLayout.of(network).tensors();
    return tensors.get(tensors.size() - 2).range().from();
  }

  /**
   * @param factor of the labels, and of the output layer's first parameters
   */
  private static Losses trained(
      NetworkSpec network, String rule, double factor, double unit, double l2, double l1) {
    RandomStream random = RandomStream.of(3);
    double[][] features = new double[ROWS][4];
    double[] labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double score = random.nextGaussian() / 4;
      for (int j = 0; j < 4; j++) {
        features[i][j] = random.nextGaussian();
        score += features[i][j] * (j - 1);
      }
      labels[i] = (float) score * factor;
    }
    ParameterLayout layout = ParameterLayout.of(network);
    double[] start = new double[layout.size()];
    for (int i = 0; i < start.length; i++) {
      start[i] = random.nextGaussian() / 2 * (i >= outputFrom(network) ? factor : 1);
    }
    BatchPlan plan = new BatchPlan(ShardSizes.auto(ROWS), 16, BatchPlan.LastBatch.KEEP, 1);
    GradientSpec spec = new GradientSpec(network, "java", plan, plan.groups(start.length), 1, null);
    Optimizer optimizer = Optimizers.registry().create(rule, Hyperparameters.defaults());
    StoppingRules stopping =
        new StoppingRules(1000, STEPS, -1, Double.NEGATIVE_INFINITY, () -> false, () -> false);
    TrainingOptions options =
        new TrainingOptions(
            plan,
            new Objective(network.createLoss(), layout.ranges(), l2, 0),
            Clipping.NONE,
            optimizer,
            new WarmupSchedule(
                LearningRateSchedules.registry().create("constant", Hyperparameters.defaults()),
                0.05,
                0,
                plan.stepsPerEpoch(),
                STEPS),
            new SoftThreshold(l1),
            stopping,
            Metric.of(network.createLoss()),
            null,
            null,
            NonFinitePolicy.FAIL);
    TrainingState state = TrainingState.start(start, optimizer);
    state.setLabelUnit(unit);
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepEnded(StepRecord step) {
            losses.add(step.loss());
          }
        };
    Map<DataSplit, List<Shard>> shards =
        Map.of(DataSplit.TRAIN, ShardFixtures.of(features, labels, plan.sizes().shards()));
    try (SpinningThreadPool team = new SpinningThreadPool(1)) {
      new TrainingLoop(options, new LocalGradientComputer(spec, shards, team), listener, team)
          .run(state);
    }
    return new Losses(losses, state.parameters());
  }
}

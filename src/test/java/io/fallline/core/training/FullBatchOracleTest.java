package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.loss.Loss;
import io.fallline.core.math.Kernels;
import io.fallline.core.math.Range;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Metric;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.OptimizerState;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.optimizer.UpdateStep;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trainings on the breast cancer data against plain float64 loops over its rows. */
class FullBatchOracleTest {
  private static final SampleRows ROWS = SampleRows.read("breast-cancer.csv");
  private static final int STEPS = 100;
  private static final double RATE = 0.01;

  static Stream<String> everyRuleOnEveryKernel() {
    return Optimizers.registry().names().stream()
        .flatMap(rule -> Kernels.available().stream().map(kernels -> rule + " " + kernels));
  }

  @ParameterizedTest
  @MethodSource("everyRuleOnEveryKernel")
  void aHundredStepsEndWhereTheOracleEnds(String ruleAndKernels) {
    String rule = ruleAndKernels.split(" ")[0];
    double[] found = trained(rule, ruleAndKernels.split(" ")[1]);
    double[] expected = oracle(rule);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    int flips = 0;
    for (int i = 0; i < found.length; i++) {
      double difference = Math.abs(found[i] - expected[i]);
      if (rule.equals("lion") && difference > 1e-4 * largest) {
        flips++;
        assertTrue(
            difference <= 2 * RATE + 1e-4 * largest,
            rule + "[" + i + "]: " + found[i] + " for " + expected[i]);
      } else {
        assertEquals(expected[i], found[i], 1e-4 * largest, rule + "[" + i + "]");
      }
    }
    assertTrue(flips <= found.length / 100, flips + " signs flipped");
  }

  private static double[] trained(String rule, String kernels) {
    NetworkSpec network =
        new NetworkSpec(
            ROWS.features()[0].length, List.of(), List.of(), "logistic", Map.of(), 2, true, 0);
    ParameterLayout layout = ParameterLayout.of(network);
    BatchPlan plan =
        new BatchPlan(
            ShardSizes.auto(ROWS.labels().length), Long.MAX_VALUE, BatchPlan.LastBatch.KEEP, 1);
    GradientSpec spec =
        new GradientSpec(network, kernels, plan, plan.groups(layout.size()), 1, null);
    List<Shard> shards = ShardFixtures.of(ROWS.features(), ROWS.labels(), plan.sizes().shards());
    Loss loss = network.createLoss();
    Optimizer optimizer = Optimizers.registry().create(rule, Hyperparameters.defaults());
    TrainingOptions options =
        new TrainingOptions(
            plan,
            new Objective(loss, layout.ranges(), 0, 0),
            Clipping.NONE,
            optimizer,
            new WarmupSchedule(
                LearningRateSchedules.registry().create("constant", Hyperparameters.defaults()),
                RATE,
                0,
                1,
                STEPS),
            new SoftThreshold(0),
            StoppingRules.epochs(STEPS),
            Metric.of(loss),
            null,
            null,
            NonFinitePolicy.FAIL);
    TrainingState state = TrainingState.start(new double[layout.size()], optimizer);
    try (SpinningThreadPool team = new SpinningThreadPool(2);
        GradientComputer gradients =
            new LocalGradientComputer(spec, Map.of(DataSplit.TRAIN, shards), team)) {
      assertEquals(
          "epochs",
          new TrainingLoop(options, gradients, new TrainingListener() {}, team).run(state));
    }
    return state.parameters();
  }

  /** Logistic regression by the textbook: mean over rows of (σ(w·x + b) − y)·x. */
  private static double[] oracle(String rule) {
    int columns = ROWS.features()[0].length;
    double[] parameters = new double[columns + 1];
    Optimizer optimizer = Optimizers.registry().create(rule, Hyperparameters.defaults());
    OptimizerState state = OptimizerState.start(optimizer, parameters.length);
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[parameters.length];
      for (int i = 0; i < ROWS.labels().length; i++) {
        double score = parameters[columns];
        for (int j = 0; j < columns; j++) {
          score += parameters[j] * ROWS.features()[i][j];
        }
        double derivative = (1 / (1 + Math.exp(-score)) - ROWS.labels()[i]) / ROWS.labels().length;
        for (int j = 0; j < columns; j++) {
          gradient[j] += derivative * ROWS.features()[i][j];
        }
        gradient[columns] += derivative;
      }
      state.advance();
      optimizer.beginStep(state);
      for (Range range :
          List.of(new Range(0, columns, false), new Range(columns, columns + 1, true))) {
        optimizer.update(new UpdateStep(range, parameters, gradient, RATE, state));
      }
    }
    return parameters;
  }
}

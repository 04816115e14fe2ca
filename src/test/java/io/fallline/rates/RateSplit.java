package io.fallline.rates;

import io.fallline.core.failure.Failure;
import io.fallline.core.loss.Loss;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Metric;
import io.fallline.core.network.Initialization;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateRangeTest;
import io.fallline.core.schedule.RangeTestCurve;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.Clipping;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.LearningRateTrials;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Objective;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import io.fallline.core.training.SoftThreshold;
import io.fallline.core.training.StoppingRules;
import io.fallline.core.training.TrainingListener;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.core.training.TrainingLoop;
import io.fallline.core.training.TrainingOptions;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import io.fallline.core.training.TrainingState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A fifth of a problem's rows held out, and one rule to train on the others. */
final class RateSplit implements AutoCloseable {
  /** As many as a range test takes, about. */
  private static final int STEPS = 300;

  private final RateProblem problem;
  private final TrainingOptions options;
  private final GradientComputer gradients;
  private final SpinningThreadPool team = new SpinningThreadPool(1);
  private final double[] start;
  private final double[] labels;
  private final double[] heldOut;
  private final Loss loss;

  RateSplit(RateProblem problem, String rule, int split) {
    this.problem = problem;
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, problem.labels().length).boxed().toList());
    Collections.shuffle(order, new Random(split));
    List<Integer> held = order.subList(0, order.size() / 5);
    List<Integer> kept = order.subList(held.size(), order.size());
    labels = labels(kept);
    heldOut = labels(held);
    NetworkSpec network = problem.network();
    ParameterLayout layout = ParameterLayout.of(network);
    long batch = kept.size() < 5000 ? 32 : 256;
    BatchPlan plan =
        new BatchPlan(ShardSizes.auto(kept.size()), batch, BatchPlan.LastBatch.KEEP, 1);
    GradientSpec spec =
        new GradientSpec(network, "java", plan, plan.groups(layout.size()), 1, null);
    Map<DataSplit, List<Shard>> shards = new EnumMap<>(DataSplit.class);
    shards.put(DataSplit.TRAIN, ShardFixtures.of(features(kept), labels, plan.sizes().shards()));
    shards.put(DataSplit.VALIDATION, ShardFixtures.of(features(held), heldOut, 1));
    gradients = new LocalGradientComputer(spec, shards, team);
    start = Initialization.initialize("auto", network, 1);
    loss = network.createLoss();
    options = options(rule, 1, plan, new Objective(loss, layout.ranges(), 0, 0));
  }

  private TrainingOptions options(String rule, double rate, BatchPlan plan, Objective objective) {
    StoppingRules stopping =
        new StoppingRules(STEPS, STEPS, -1, Double.NEGATIVE_INFINITY, () -> false, () -> false);
    return new TrainingOptions(
        plan,
        objective,
        Clipping.NONE,
        Optimizers.registry().create(rule, Hyperparameters.defaults()),
        new WarmupSchedule(
            (moment, state) -> moment.baseRate(),
            rate,
            0,
            plan.stepsPerEpoch(),
            stopping.plannedSteps(plan)),
        new SoftThreshold(0),
        stopping,
        Metric.of(loss),
        null,
        null,
        NonFinitePolicy.FAIL);
  }

  RangeTestCurve search(int steps) {
    LearningRateTrials trials =
        new LearningRateTrials(
            options, false, gradients, TrainingState.start(start, options.optimizer()), team);
    return LearningRateRangeTest.run(1e-10, 1e10, steps, trials);
  }

  /** The held-out loss after 300 steps at a rate; infinite where training diverges. */
  double trained(String rule, double rate) {
    TrainingState state = TrainingState.start(start, options.optimizer());
    double[] last = {Double.NaN};
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepEnded(StepRecord step) {
            if (step.step() == STEPS) {
              float[] reached = ParameterLayout.float32(state.parameters());
              last[0] = options.watched().of(gradients.evaluate(reached, DataSplit.VALIDATION));
            }
          }
        };
    try {
      TrainingOptions trained = options(rule, rate, options.batches(), options.objective());
      new TrainingLoop(trained, gradients, listener, team).run(state);
    } catch (Failure diverged) {
      return Double.POSITIVE_INFINITY;
    }
    return Double.isFinite(last[0]) ? last[0] : Double.POSITIVE_INFINITY;
  }

  /** The held-out loss of the best model without features. */
  double constantLoss() {
    return lossOf(problem.constant(labels));
  }

  /** The held-out loss of these scores for every row. */
  double lossOf(double[] scores) {
    double sum = 0;
    double[] derivative = new double[scores.length];
    for (double label : heldOut) {
      sum += loss.ofRow(scores, label, derivative);
    }
    return sum / heldOut.length;
  }

  private double[][] features(List<Integer> rows) {
    return rows.stream().map(row -> problem.features()[row]).toArray(double[][]::new);
  }

  private double[] labels(List<Integer> rows) {
    return rows.stream().mapToDouble(row -> problem.labels()[row]).toArray();
  }

  @Override
  public void close() {
    gradients.close();
    team.close();
  }
}

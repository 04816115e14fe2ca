package io.fallline.core.training;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Metric;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.TrainingListener.FinishPass;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A finish for tests: dense rows, from parameters of zero unless a test wants it otherwise. */
final class Finishes {
  final String loss;
  final double[][] features;
  final double[] labels;
  double l2;
  boolean intercept = true;
  int threads = 2;
  double[] start;
  BooleanSupplier terminated = () -> false;
  BooleanSupplier timeIsUp = () -> false;
  final List<FinishPass> passes = new ArrayList<>();
  final List<TrainingStateSnapshot> states = new ArrayList<>();

  Finishes(String loss, double[][] features, double[] labels) {
    this.loss = loss;
    this.features = features;
    this.labels = labels;
  }

  NetworkSpec network() {
    int classes = 0;
    if (loss.equals("softmax")) {
      for (double label : labels) {
        classes = Math.max(classes, (int) label + 1);
      }
    } else if (loss.equals("logistic") || loss.equals("squaredHinge")) {
      classes = 2;
    }
    return new NetworkSpec(
        features[0].length, List.of(), List.of(), loss, Map.of(), classes, intercept, 0);
  }

  private BatchPlan plan() {
    return new BatchPlan(ShardSizes.auto(labels.length), 64, BatchPlan.LastBatch.KEEP, 1);
  }

  Optimizer optimizer() {
    return Optimizers.registry().create("adam", Hyperparameters.defaults());
  }

  TrainingOptions options() {
    NetworkSpec network = network();
    return new TrainingOptions(
        plan(),
        new Objective(network.createLoss(), ParameterLayout.of(network).ranges(), l2, 0),
        Clipping.NONE,
        optimizer(),
        new WarmupSchedule(
            LearningRateSchedules.registry().create("constant", Hyperparameters.defaults()),
            0.1,
            0,
            1,
            10),
        new SoftThreshold(0),
        new StoppingRules(10, 10, -1, Double.NEGATIVE_INFINITY, timeIsUp, terminated),
        Metric.of(network.createLoss()),
        null,
        null,
        NonFinitePolicy.FAIL);
  }

  TrainingState state() {
    double[] parameters =
        start == null ? new double[ParameterLayout.of(network()).size()] : start.clone();
    return TrainingState.start(parameters, optimizer());
  }

  FinishEnd run(TrainingState state) {
    NetworkSpec network = network();
    BatchPlan plan = plan();
    GradientSpec spec =
        new GradientSpec(
            network, "java", plan, plan.groups(ParameterLayout.of(network).size()), 1, null);
    List<Shard> shards = ShardFixtures.of(features, labels, plan.sizes().shards());
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void finishPassed(FinishPass pass) {
            passes.add(pass);
          }

          @Override
          public void stateReached(TrainingState reached) {
            states.add(TrainingStateSnapshot.of(reached));
          }
        };
    try (SpinningThreadPool team = new SpinningThreadPool(threads);
        GradientComputer gradients =
            new LocalGradientComputer(spec, Map.of(DataSplit.TRAIN, shards), team)) {
      return new NewtonFinish(network, options(), gradients, listener).run(state, "epochs");
    }
  }
}

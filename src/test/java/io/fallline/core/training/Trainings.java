package io.fallline.core.training;

import io.fallline.core.loss.Loss;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.Metric;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A training for tests: a linear model by default, changed where a test wants it otherwise. */
final class Trainings {
  /** What a training told its listener, and where it ended. */
  record Told(
      String reason,
      TrainingState state,
      double[] result,
      List<StepRecord> steps,
      List<Long> epochs,
      List<String> warnings) {}

  int threads = 2;
  String rule = "sgd";
  String loss = "mse";
  double learningRate = 0.1;
  double l1;
  double l2;
  Clipping clipping = Clipping.NONE;
  NonFinitePolicy policy = NonFinitePolicy.FAIL;
  BatchPlan.LastBatch lastBatch = BatchPlan.LastBatch.KEEP;
  boolean intercept = true;
  long batchSize = Long.MAX_VALUE;
  String schedule = "constant";
  double[] classWeights;
  StoppingRules stopping = StoppingRules.epochs(10);
  EarlyStopping earlyStopping;
  double[][] features;
  double[] labels;
  List<Shard> validation = List.of();
  UnaryOperator<GradientComputer> wrapped = UnaryOperator.identity();

  Trainings(double[][] features, double[] labels) {
    this.features = features;
    this.labels = labels;
  }

  Loss createLoss() {
    return network().createLoss();
  }

  private NetworkSpec network() {
    int classes = loss.equals("logistic") || loss.equals("hinge") ? 2 : 0;
    return new NetworkSpec(
        features[0].length, List.of(), List.of(), loss, Map.of(), classes, intercept, 0);
  }

  Told run() {
    NetworkSpec network = network();
    ParameterLayout layout = ParameterLayout.of(network);
    BatchPlan plan = new BatchPlan(ShardSizes.auto(labels.length), batchSize, lastBatch, 1);
    GradientSpec spec =
        new GradientSpec(network, "java", plan, plan.groups(layout.size()), 1, classWeights);
    Map<DataSplit, List<Shard>> shards = new EnumMap<>(DataSplit.class);
    shards.put(DataSplit.TRAIN, ShardFixtures.of(features, labels, plan.sizes().shards()));
    shards.put(DataSplit.VALIDATION, validation);
    TrainingOptions options =
        new TrainingOptions(
            plan,
            new Objective(
                network.createLoss(), layout.ranges(), l2, plan.fullBatchWeight(labels.length)),
            clipping,
            Optimizers.registry().create(rule, Hyperparameters.defaults()),
            new WarmupSchedule(
                LearningRateSchedules.registry()
                    .create(schedule, Hyperparameters.of(Map.of("patience", 1))),
                learningRate,
                0,
                plan.stepsPerEpoch(),
                stopping.plannedSteps(plan)),
            new SoftThreshold(l1),
            stopping,
            Metric.of(network.createLoss()),
            earlyStopping,
            null,
            policy);
    TrainingState state = TrainingState.start(new double[layout.size()], options.optimizer());
    Told told =
        new Told(null, state, null, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepEnded(StepRecord step) {
            told.steps.add(step);
          }

          @Override
          public void epochEnded(long epoch, long steps, Evaluation evaluation) {
            told.epochs.add(epoch);
          }

          @Override
          public void warned(String message) {
            told.warnings.add(message);
          }
        };
    try (SpinningThreadPool team = new SpinningThreadPool(threads);
        GradientComputer gradients = wrapped.apply(new LocalGradientComputer(spec, shards, team))) {
      TrainingLoop loop = new TrainingLoop(options, gradients, listener, team);
      String reason = loop.run(state);
      return new Told(reason, state, options.result(state), told.steps, told.epochs, told.warnings);
    }
  }
}

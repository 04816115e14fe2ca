package io.fallline.core.training;

import io.fallline.core.activation.Activations;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import io.fallline.core.loss.Losses;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.Metric;
import io.fallline.core.metric.Metrics;
import io.fallline.core.network.Initialization;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.Optimizer.Penalty;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.Hyperparameters.Setting;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import io.fallline.model.Fingerprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A small training that is the same everywhere: rows, parameters and order come from {@link
 * io.fallline.core.math.RandomStream} alone. {@link #all} has every loss, activation, rule and
 * schedule that the registries have.
 */
public record FixedTraining(
    String loss,
    List<String> activations,
    String rule,
    Map<String, ?> ruleSettings,
    String schedule,
    boolean sparse) {
  private static final long SEED = 7;
  private static final int EPOCHS = 4;
  private static final int BATCH = 64;
  private static final double DROPOUT = 0.2;
  private static final List<Integer> WIDTHS = List.of(9, 5);

  /** Every split of every registry, the others being ordinary ones. */
  public static List<FixedTraining> all() {
    List<FixedTraining> all = new ArrayList<>();
    for (String loss : Losses.registry().names()) {
      all.add(new FixedTraining(loss, List.of(), "sgd", Map.of(), "constant", false));
      all.add(new FixedTraining(loss, List.of("tanh"), "sgd", Map.of(), "constant", true));
    }
    for (String activation : Activations.registry().names()) {
      List<String> both = List.of(activation, activation);
      all.add(new FixedTraining("softmax", both, "sgd", Map.of(), "constant", false));
    }
    for (String rule : Optimizers.registry().names()) {
      all.add(new FixedTraining("logistic", List.of("relu"), rule, Map.of(), "cosine", false));
      for (Setting setting : Optimizers.registry().settingsOf(rule)) {
        if (setting.defaultValue() instanceof Boolean flag) {
          Map<String, ?> flipped = Map.of(setting.name(), !flag);
          all.add(new FixedTraining("logistic", List.of(), rule, flipped, "cosine", true));
        }
      }
    }
    for (String schedule : LearningRateSchedules.registry().names()) {
      all.add(new FixedTraining("softmax", List.of("sigmoid"), "adam", Map.of(), schedule, true));
    }
    return all;
  }

  public String name() {
    String settings = ruleSettings.isEmpty() ? "" : " " + ruleSettings;
    String layers = String.join(",", activations);
    return String.join("; ", loss, layers, rule + settings, schedule, sparse ? "sparse" : "dense");
  }

  /** parametersSha256 of the result, and a digest of what every epoch's evaluation came to. */
  public String digests(String kernels) {
    NetworkSpec network = network();
    ParameterLayout layout = ParameterLayout.of(network);
    Loss created = network.createLoss();
    BatchPlan plan =
        new BatchPlan(ShardSizes.auto(FixedRows.TRAIN), BATCH, BatchPlan.LastBatch.KEEP, SEED);
    int groups = plan.groups(layout.size());
    double[] classWeights = classes(created) > 0 ? new double[] {0.5, 2, 1.25} : null;
    GradientSpec spec = new GradientSpec(network, kernels, plan, groups, SEED, classWeights);
    Map<DataSplit, List<Shard>> shards = new EnumMap<>(DataSplit.class);
    FixedRows rows = new FixedRows(sparse, created.labels());
    shards.put(DataSplit.TRAIN, rows.shards(plan.sizes(), SEED));
    shards.put(DataSplit.VALIDATION, rows.shards(new ShardSizes(FixedRows.VALIDATION, 2), -SEED));
    TrainingOptions options = options(plan, layout, created);
    double[] start = Initialization.initialize("auto", network, SEED);
    TrainingState state = TrainingState.start(start, options.optimizer());
    List<Double> evaluated = new ArrayList<>();
    try (SpinningThreadPool team = new SpinningThreadPool(2);
        GradientComputer gradients = new LocalGradientComputer(spec, shards, team)) {
      TrainingLoop loop = new TrainingLoop(options, gradients, listener(evaluated), team);
      String reason = loop.run(state);
      double[] results = evaluated.stream().mapToDouble(Double::doubleValue).toArray();
      return Fingerprint.parametersSha256(options.result(state))
          + " "
          + Fingerprint.parametersSha256(results).substring(0, 16)
          + " "
          + reason;
    }
  }

  private NetworkSpec network() {
    Loss created = Losses.registry().create(loss, Hyperparameters.defaults());
    List<Integer> hidden = WIDTHS.subList(0, activations.size());
    return new NetworkSpec(
        FixedRows.inputs(sparse),
        hidden,
        activations,
        loss,
        Map.of(),
        classes(created),
        true,
        hidden.isEmpty() ? 0 : DROPOUT);
  }

  private static int classes(Loss loss) {
    return loss.labels().isClass() ? loss.labels() == LabelKind.BINARY ? 2 : 3 : 0;
  }

  private TrainingOptions options(BatchPlan plan, ParameterLayout layout, Loss created) {
    Optimizer optimizer = Optimizers.registry().create(rule, Hyperparameters.of(ruleSettings));
    boolean l1 = optimizer.penalties().contains(Penalty.L1);
    boolean l2 = optimizer.penalties().contains(Penalty.L2);
    StoppingRules stopping = StoppingRules.epochs(EPOCHS);
    Metric score = Metric.of(created);
    return new TrainingOptions(
        plan,
        new Objective(created, layout.ranges(), l2 ? 1e-3 : 0, 0),
        new Clipping(0.7, 0.9),
        optimizer,
        new WarmupSchedule(
            LearningRateSchedules.registry()
                .create(schedule, Hyperparameters.of(Map.of("patience", 1))),
            0.03,
            3,
            plan.stepsPerEpoch(),
            stopping.plannedSteps(plan)),
        new SoftThreshold(l1 ? 1e-3 : 0),
        stopping,
        score,
        new EarlyStopping(score, 2, 0.01, true),
        null,
        NonFinitePolicy.FAIL);
  }

  /** Keeps losses and rates of steps, and loss and metrics of evaluations. */
  private static TrainingListener listener(List<Double> numbers) {
    return new TrainingListener() {
      @Override
      public void stepEnded(StepRecord step) {
        Collections.addAll(numbers, step.loss(), step.learningRate(), step.gradientNorm());
      }

      @Override
      public void epochEnded(long epoch, long steps, Evaluation evaluation) {
        Collections.addAll(numbers, evaluation.weight(), evaluation.lossSum());
        for (String name : Metrics.registry().names()) {
          double metric =
              Metrics.registry().create(name, Hyperparameters.defaults()).of(evaluation);
          // one NaN for all: which one 0/0 gives is the processor's choice
          numbers.add(Double.isNaN(metric) ? Double.NaN : metric);
        }
      }

      @Override
      public void warned(String message) {
        throw new IllegalStateException(message);
      }
    };
  }
}

package io.fallline.faults;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Metric;
import io.fallline.core.network.Initialization;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.Clipping;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.Objective;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A training that can be done again and again, on whatever gives gradients. */
public final class SmallTraining {
  /** What a training came to; two are equal if all their bits are. */
  public record Course(List<StepRecord> steps, List<Double> parameters) {}

  private static final long SEED = 4;

  private final GradientSpec spec;
  private final TrainingOptions options;

  /**
   * @param hidden widths of hidden layers, with dropout
   */
  public SmallTraining(
      ShardSizes sizes, int columns, List<Integer> hidden, long batchSize, long epochs) {
    NetworkSpec network =
        new NetworkSpec(
            columns,
            hidden,
            hidden.stream().map(width -> "tanh").toList(),
            "logistic",
            Map.of(),
            2,
            true,
            hidden.isEmpty() ? 0 : 0.1);
    BatchPlan plan = new BatchPlan(sizes, batchSize, BatchPlan.LastBatch.KEEP, SEED);
    ParameterLayout layout = ParameterLayout.of(network);
    spec = new GradientSpec(network, "java", plan, plan.groups(layout.size()), SEED, null);
    StoppingRules stopping = StoppingRules.epochs(epochs);
    options =
        new TrainingOptions(
            plan,
            new Objective(network.createLoss(), layout.ranges(), 1e-4, 0),
            Clipping.NONE,
            optimizer(),
            new WarmupSchedule(
                LearningRateSchedules.registry().create("constant", Hyperparameters.defaults()),
                0.01,
                0,
                plan.stepsPerEpoch(),
                stopping.plannedSteps(plan)),
            new SoftThreshold(0),
            stopping,
            Metric.of(network.createLoss()),
            null,
            null,
            NonFinitePolicy.FAIL);
  }

  private static Optimizer optimizer() {
    return Optimizers.registry().create("adam", Hyperparameters.defaults());
  }

  public GradientSpec spec() {
    return spec;
  }

  public long steps() {
    return options.stopping().plannedSteps(options.batches());
  }

  public Course run(GradientComputer gradients) {
    List<StepRecord> steps = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepEnded(StepRecord step) {
            steps.add(step);
          }
        };
    return new Course(steps, run(gradients, listener));
  }

  /**
   * @return the parameters
   */
  public List<Double> run(GradientComputer gradients, TrainingListener listener) {
    double[] initial = Initialization.initialize("auto", spec.network(), SEED);
    TrainingState state = TrainingState.start(initial, options.optimizer());
    try (SpinningThreadPool team = new SpinningThreadPool(1)) {
      TrainingLoop loop = new TrainingLoop(options, gradients, listener, team);
      loop.run(state);
      return Arrays.stream(options.result(state)).boxed().toList();
    }
  }
}

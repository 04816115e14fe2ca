package io.fallline.core.training;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import io.fallline.core.loss.Losses;
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
import io.fallline.model.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The finish of a small training that is the same everywhere, for every loss that has one. */
public final class FixedFinish {
  private static final long SEED = 7;

  /** Few, for an interpreting Java factors the matrix too. */
  private static final int INPUTS = 36;

  private FixedFinish() {}

  /** A line for each loss and kind of rows: parametersSha256, and a digest of what passes told. */
  public static List<String> digests() {
    List<String> lines = new ArrayList<>();
    for (String loss : Losses.registry().names()) {
      Loss created = Losses.registry().create(loss, Hyperparameters.defaults());
      for (boolean sparse : new boolean[] {false, true}) {
        if (created.hasCurvature()) {
          lines.add("finish: " + loss + (sparse ? " sparse " : " dense ") + digest(loss, sparse));
        }
      }
    }
    return lines;
  }

  private static String digest(String loss, boolean sparse) {
    Loss created = Losses.registry().create(loss, Hyperparameters.defaults());
    int classes = created.labels().isClass() ? created.labels() == LabelKind.BINARY ? 2 : 3 : 0;
    NetworkSpec network =
        new NetworkSpec(INPUTS, List.of(), List.of(), loss, Map.of(), classes, true, 0);
    ParameterLayout layout = ParameterLayout.of(network);
    BatchPlan plan =
        new BatchPlan(ShardSizes.auto(FixedRows.TRAIN), 64, BatchPlan.LastBatch.KEEP, SEED);
    double[] classWeights = classes > 0 ? new double[] {0.5, 2, 1.25} : null;
    GradientSpec spec = new GradientSpec(network, "java", plan, 1, SEED, classWeights);
    List<Shard> shards = new FixedRows(sparse, created.labels(), INPUTS).shards(plan.sizes(), SEED);
    Optimizer rule = Optimizers.registry().create("sgd", Hyperparameters.defaults());
    TrainingOptions options =
        new TrainingOptions(
            plan,
            new Objective(created, layout.ranges(), 0, 0),
            Clipping.NONE,
            rule,
            new WarmupSchedule(
                LearningRateSchedules.registry().create("constant", Hyperparameters.defaults()),
                0.03,
                0,
                1,
                1),
            new SoftThreshold(0),
            StoppingRules.epochs(1),
            Metric.of(created),
            null,
            null,
            NonFinitePolicy.FAIL);
    TrainingState state = TrainingState.start(new double[layout.size()], rule);
    List<Double> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void finishPassed(FinishPass pass) {
            told.addAll(List.of(pass.loss(), pass.objective(), pass.gradientNorm(), pass.l2()));
          }
        };
    try (SpinningThreadPool team = new SpinningThreadPool(2);
        GradientComputer gradients =
            new LocalGradientComputer(spec, Map.of(DataSplit.TRAIN, shards), team)) {
      FinishEnd end = new NewtonFinish(network, options, gradients, listener).run(state, "epochs");
      double[] numbers = told.stream().mapToDouble(Double::doubleValue).toArray();
      return Fingerprint.parametersSha256(state.parameters())
          + " "
          + Fingerprint.parametersSha256(numbers).substring(0, 16)
          + " "
          + end.reason()
          + " "
          + end.passes();
    }
  }
}

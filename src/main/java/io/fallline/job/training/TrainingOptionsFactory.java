package io.fallline.job.training;

import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.TrainingSection;
import io.fallline.core.loss.Loss;
import io.fallline.core.math.Range;
import io.fallline.core.metric.Metric;
import io.fallline.core.metric.Metrics;
import io.fallline.core.metric.ObjectiveLoss;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateSchedule;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.Clipping;
import io.fallline.core.training.EarlyStopping;
import io.fallline.core.training.Objective;
import io.fallline.core.training.ShardSizes;
import io.fallline.core.training.SoftThreshold;
import io.fallline.core.training.StoppingRules;
import io.fallline.core.training.TrainingOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** How a configuration wants its training done. */
public final class TrainingOptionsFactory {
  private TrainingOptionsFactory() {}

  /** Which rows each step takes. */
  public static BatchPlan plan(TrainingSection training, ShardSizes sizes) {
    long batchSize =
        training.batchSize().isFull()
            ? Math.max(1, sizes.rows())
            : training.batchSize().rows().getAsInt();
    return new BatchPlan(sizes, batchSize, training.lastBatch(), training.seed());
  }

  /** The update rule. */
  public static Optimizer optimizer(JobConfiguration job) {
    return Optimizers.registry()
        .create(job.optimizer().rule(), Hyperparameters.of(job.optimizer().settings()));
  }

  /** Whether one of these settings of the update rule is above 0, so far as it has them. */
  static boolean ruleSets(JobConfiguration job, String... names) {
    return Stream.of(names)
        .anyMatch(name -> job.optimizer().settings().get(name) instanceof Double d && d > 0);
  }

  /** Whether parameters are drawn to zero, whatever the loss of the rows says. */
  static boolean isPenalised(JobConfiguration job) {
    return job.regularization().l1() > 0
        || job.regularization().l2() > 0
        || ruleSets(job, "weightDecay");
  }

  /**
   * @param ranges of the parameters
   * @param finishes whether Newton steps follow, which need no small learning rates before them
   * @param factors of the classes; null where they count alike
   * @param weight of all training rows, class weights counted in
   * @param timeIsUp see {@link StoppingRules}
   * @param terminated see {@link StoppingRules}
   */
  static TrainingOptions options(
      JobConfiguration job,
      BatchPlan plan,
      List<Range> ranges,
      boolean finishes,
      double[] factors,
      double weight,
      BooleanSupplier timeIsUp,
      BooleanSupplier terminated) {
    TrainingSection training = job.training();
    Loss loss = NetworkSpecs.loss(job.model());
    Optimizer optimizer = optimizer(job);
    StoppingRules stopping =
        new StoppingRules(
            training.epochs().isPresent() ? training.epochs().getAsInt() : AutoEpochs.most(plan),
            training.maxSteps().orElse(Long.MAX_VALUE),
            training.stop().gradientNorm().orElse(-1),
            training.stop().loss().orElse(Double.NEGATIVE_INFINITY),
            timeIsUp,
            terminated);
    WarmupSchedule schedule = learningRate(job, plan, stopping.plannedSteps(plan));
    return new TrainingOptions(
        plan,
        new Objective(loss, ranges, job.regularization().l2(), plan.fullBatchWeight(weight)),
        new Clipping(
            training.clipValue().orElse(Double.POSITIVE_INFINITY),
            training.clipNorm().orElse(Double.POSITIVE_INFINITY)),
        optimizer,
        schedule,
        new SoftThreshold(job.regularization().l1()),
        stopping,
        watched(job.schedule().metric(), loss),
        earlyStopping(training, loss),
        AutoEpochs.convergence(
            job, plan, new ObjectiveLoss(loss, factors), schedule.shape(), finishes),
        training.onNonFinite());
  }

  private static WarmupSchedule learningRate(
      JobConfiguration job, BatchPlan plan, long plannedSteps) {
    LearningRateSchedule shape =
        LearningRateSchedules.registry()
            .create(job.schedule().type(), Hyperparameters.of(job.schedule().settings()));
    return new WarmupSchedule(
        shape,
        job.optimizer().learningRate().orElse(1), // until AutoSettingsFinder has found one
        job.schedule().warmupSteps(),
        plan.stepsPerEpoch(),
        plannedSteps);
  }

  private static EarlyStopping earlyStopping(TrainingSection training, Loss loss) {
    TrainingSection.EarlyStopping early = training.earlyStopping();
    return early.metric().isEmpty()
        ? null
        : new EarlyStopping(
            watched(early.metric(), loss), early.patience(), early.minDelta(), early.restoreBest());
  }

  private static Metric watched(Optional<String> metric, Loss loss) {
    return metric
        .filter(name -> !name.equals("loss"))
        .map(name -> Metrics.registry().create(name, Hyperparameters.defaults()))
        .orElse(Metric.of(loss));
  }
}

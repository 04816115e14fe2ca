package io.fallline.job.training;

import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.TrainingSection;
import io.fallline.configuration.hocon.HoconWriter;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import io.fallline.core.math.Kernels;
import io.fallline.core.math.RandomStream;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Metric;
import io.fallline.core.network.Initialization;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.PackedRows;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.Clipping;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Objective;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardSizes;
import io.fallline.core.training.SoftThreshold;
import io.fallline.core.training.StoppingRules;
import io.fallline.core.training.TrainingListener;
import io.fallline.core.training.TrainingLoop;
import io.fallline.core.training.TrainingOptions;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import io.fallline.core.training.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Has Java compile a training's arithmetic while Spark starts and reads rows, which leaves
 * processors idle: the same layers, loss, rule and kernels on random rows, in small steps of
 * several sizes, until it is closed or has had its time. Nothing of it is kept. Uncompiled, a first
 * epoch takes several times as long as the third.
 */
public final class JitWarmUp implements AutoCloseable {
  private static final long NANOS = 1_200_000_000L;

  /** Not multiples of what kernels take at a time, so that their remainders run too. */
  private static final int INPUTS = 117;

  private static final int ROWS = 1_501;
  private static final int CLASSES = 10;
  private static final int[] BATCH_SIZES = {300, 37, ROWS, 128};

  /** A step of more parameters takes too long to be repeated until it is compiled. */
  private static final int MOST_PARAMETERS = 1 << 21;

  /** So small that no rule makes a number that is not finite of random rows. */
  private static final double LEARNING_RATE = 1e-9;

  private final JobConfiguration job;
  private final long end = System.nanoTime() + NANOS;
  private final Thread thread = new Thread(this::run, "fallline-warm-up");
  private volatile boolean closed;

  private JitWarmUp(JobConfiguration job) {
    this.job = job;
  }

  /** Begins on a thread of its own. */
  public static JitWarmUp begin(JobConfiguration job) {
    JitWarmUp warmUp = new JitWarmUp(job);
    warmUp.thread.setDaemon(true);
    warmUp.thread.start();
    return warmUp;
  }

  /** Ends it; closing again does nothing. */
  @Override
  public void close() {
    closed = true;
  }

  private boolean isOver() {
    return closed || System.nanoTime() >= end;
  }

  private void run() {
    try {
      warmUp();
    } catch (Failure ofConfiguration) {
      closed = true; // the training meets it too, and says so
    }
  }

  private void warmUp() {
    Loss loss = NetworkSpecs.loss(job.model());
    String kernels =
        job.training().kernels() == TrainingSection.KernelChoice.AUTO
            ? Kernels.available().get(0)
            : HoconWriter.word(job.training().kernels());
    NetworkSpec network =
        NetworkSpecs.spec(job.model(), INPUTS, loss.labels() == LabelKind.CLASS ? CLASSES : 2);
    boolean possible = Kernels.whyMissing(kernels).isEmpty();
    if (!possible || ParameterLayout.of(network).size() > MOST_PARAMETERS) {
      return;
    }
    List<Shard> shards = shards(loss.labels());
    // one thread: the other processor is Spark's
    try (SpinningThreadPool threads = new SpinningThreadPool(1)) {
      for (int round = 0; !isOver(); round++) {
        train(network, kernels, shards, BATCH_SIZES[round % BATCH_SIZES.length], threads);
      }
    }
  }

  private void train(
      NetworkSpec network,
      String kernels,
      List<Shard> shards,
      int batchSize,
      SpinningThreadPool threads) {
    ParameterLayout layout = ParameterLayout.of(network);
    BatchPlan plan =
        new BatchPlan(new ShardSizes(ROWS, shards.size()), batchSize, BatchPlan.LastBatch.KEEP, 0);
    GradientSpec spec =
        new GradientSpec(network, kernels, plan, plan.groups(layout.size()), 0, null);
    Loss loss = network.createLoss();
    TrainingOptions options =
        new TrainingOptions(
            plan,
            new Objective(loss, layout.ranges(), job.regularization().l2(), 0),
            Clipping.NONE,
            Optimizers.registry()
                .create(job.optimizer().rule(), Hyperparameters.of(job.optimizer().settings())),
            new WarmupSchedule(
                LearningRateSchedules.registry().create("constant", Hyperparameters.defaults()),
                LEARNING_RATE,
                0,
                plan.stepsPerEpoch(),
                plan.stepsPerEpoch()),
            new SoftThreshold(job.regularization().l1()),
            new StoppingRules(
                1, Long.MAX_VALUE, -1, Double.NEGATIVE_INFINITY, this::isOver, () -> false),
            Metric.of(loss),
            null,
            null,
            NonFinitePolicy.SKIP);
    TrainingState state =
        TrainingState.start(Initialization.initialize("auto", network, 0), options.optimizer());
    LocalGradientComputer gradients =
        new LocalGradientComputer(spec, Map.of(DataSplit.TRAIN, shards), threads);
    new TrainingLoop(options, gradients, new TrainingListener() {}, threads).run(state);
  }

  private static List<Shard> shards(LabelKind labels) {
    RandomStream random = RandomStream.of(0);
    ShardSizes sizes = ShardSizes.auto(ROWS);
    List<Shard> shards = new ArrayList<>();
    for (int v = 0; v < sizes.shards(); v++) {
      List<PackedRows> chunks = new ArrayList<>();
      for (int left = sizes.size(v); left > 0; left -= BatchPlan.CHUNK_ROWS) {
        chunks.add(rows(Math.min(left, BatchPlan.CHUNK_ROWS), labels, random));
      }
      shards.add(new Shard(v, chunks));
    }
    return shards;
  }

  private static PackedRows rows(int size, LabelKind kind, RandomStream random) {
    float[] values = new float[size * INPUTS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    double[] labels = new double[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.below(kind == LabelKind.CLASS ? CLASSES : 2);
    }
    return PackedRows.dense(size, INPUTS, values, labels, null, null);
  }
}

package io.fallline.engine.resident;

import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.Shard;
import io.fallline.engine.ExecutorSlots;
import io.fallline.engine.shards.LocalShards;
import io.fallline.engine.shards.ShardDivision;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.apache.spark.util.ThreadUtils;

/**
 * What a {@link ResidentGradientComputer} holds of Spark: an endpoint, a listener, a thread that
 * looks after them, and one stage after the other. Nothing of it is left when it has been closed.
 */
final class ResidentSession implements AutoCloseable {
  private static final long TICK_MILLIS = 250;
  private static final long SPIN_NANOS = 50_000;

  private final String id = "fallline-resident-" + UUID.randomUUID();
  private final SparkContext context;
  private final GradientSpec spec;
  private final Map<DataSplit, JavaRDD<Shard>> shards;
  private final ResidentLimits limits;
  private final boolean direct;
  private final StepCoordinator coordinator;
  private final StageMonitor watch;
  private final RpcEnv rpcEnv;
  private RpcEndpointRef endpoint;
  private ScheduledExecutorService ticks;
  private volatile ResidentStage stage;
  private long spinNanos;

  /**
   * @param direct whether tasks in this process are met without RPC
   */
  ResidentSession(
      SparkContext context,
      GradientSpec spec,
      Map<DataSplit, JavaRDD<Shard>> shards,
      ResidentLimits limits,
      boolean direct) {
    this.context = context;
    this.spec = spec;
    this.shards = shards;
    this.limits = limits;
    this.direct = direct;
    this.coordinator = new StepCoordinator(System::nanoTime, attempt -> isLive(context, attempt));
    this.rpcEnv = SparkEnv.get().rpcEnv();
    this.watch =
        new StageMonitor(coordinator, limits, System::nanoTime, () -> ExecutorSlots.of(context));
  }

  /**
   * Whether Spark has started this attempt at a task and not yet seen the end of it, which it knows
   * before the task does. A scheduler that is not Spark's own is not asked.
   */
  private static boolean isLive(SparkContext context, long attempt) {
    return !(context.taskScheduler() instanceof TaskSchedulerImpl scheduler)
        || scheduler.taskIdToTaskSetManager().containsKey(attempt);
  }

  /** Whether it could be opened: one at a time has resident tasks. */
  boolean open() {
    if (!ResidentTasks.claim(id, coordinator)) {
      return false;
    }
    endpoint = rpcEnv.setupEndpoint(id, new DriverEndpoint(rpcEnv, coordinator));
    context.addSparkListener(watch);
    ticks = ThreadUtils.newDaemonSingleThreadScheduledExecutor("fallline-resident-watch");
    ticks.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return true;
  }

  private void tick() {
    coordinator.answerOverdue(limits.ask());
    ResidentStage watched = stage;
    if (watched == null) {
      return;
    }
    try {
      StageEndDecision decision = watch.judge();
      if (decision != null) {
        coordinator.end(watched.term(), decision);
      }
    } catch (RuntimeException failed) { // for the thread that trains; here nobody would see it
      coordinator.end(watched.term(), StageEndDecision.fail(failed));
    }
  }

  /**
   * Has the tasks of the stage, which is started if there is none, do this.
   *
   * @return their results; null if the stage has to end, and {@link #endStage} says why
   */
  List<TaskResult> run(ResidentTaskCommand command) {
    if (stage == null) {
      startStage();
    }
    return coordinator.run(command, spinNanos);
  }

  /** How long the task that took longest computed what {@link #run} has returned. */
  long longestNanos() {
    return coordinator.longestNanos();
  }

  private void startStage() {
    ShardDivision division = division();
    Map<DataSplit, RDD<Shard>> runs = new EnumMap<>(DataSplit.class);
    for (DataSplit split : DataSplit.values()) {
      JavaRDD<Shard> own = shards.get(split);
      RDD<Shard> all =
          own == null
              ? shards.get(DataSplit.TRAIN).rdd().sparkContext().emptyRDD(TaskShards.SHARD)
              : own.rdd();
      runs.put(split, split == DataSplit.TRAIN ? division.of(all) : division.evenly(all));
    }
    // a thread that spins takes a processor from one that computes, unless there is one to spare
    boolean spare = division.tasks() < Runtime.getRuntime().availableProcessors();
    spinNanos = direct && context.isLocal() && spare ? SPIN_NANOS : 0;
    int term = coordinator.begin(division.tasks());
    String group = id + "-" + term;
    watch.begin(group, division.tasks());
    ResidentTask.Address address =
        new ResidentTask.Address(id, term, direct, spinNanos, limits.pulseMillis());
    stage =
        new ResidentStage(
            context,
            group,
            term,
            TaskShards.rdd(runs, LocalShards.someAreOnDisk(shards)),
            new ResidentTask(address, spec, division.firstGroups()),
            failed -> coordinator.end(term, StageEndDecision.onEnd(failed)));
    stage.start();
  }

  private ShardDivision division() {
    return ShardDivision.ofGroups(
        spec,
        shards.get(DataSplit.TRAIN).getNumPartitions(),
        Math.max(1, ExecutorSlots.of(context)));
  }

  /** Ends the stage if there would now be more tasks of it, or fewer. */
  void regroup() {
    if (stage != null && division().tasks() != stage.tasks()) {
      coordinator.end(stage.term(), StageEndDecision.REGROUP);
    }
  }

  /** Whether resident tasks would be in the way of others. */
  boolean othersWait() {
    return watch.othersWait();
  }

  /** Waits until all tasks have left the stage; says why they had to. */
  StageEndDecision endStage() {
    ResidentStage ending = stage;
    stage = null;
    coordinator.end(ending.term(), StageEndDecision.CLOSE);
    StageEndDecision decision = coordinator.decision();
    if (!ending.awaitEnd(limits.leave())) {
      return StageEndDecision.jobs("resident tasks did not end when they were cancelled");
    }
    return decision;
  }

  @Override
  public void close() {
    try {
      if (stage != null) {
        endStage();
      }
    } finally {
      if (endpoint != null) {
        ticks.shutdownNow();
        context.removeSparkListener(watch);
        rpcEnv.stop(endpoint);
        endpoint = null;
        ResidentTasks.release(id);
      }
    }
  }
}

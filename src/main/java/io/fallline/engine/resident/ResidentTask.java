package io.fallline.engine.resident;

import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardCurvatureComputer;
import io.fallline.core.training.ShardEvaluator;
import io.fallline.core.training.ShardGradientComputer;
import io.fallline.engine.jobs.ClusterEvaluator;
import io.fallline.engine.resident.DriverChannel.InProcessChannel;
import io.fallline.engine.resident.DriverChannel.RpcChannel;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * A task that stays: it has its shards in hand and asks the driver, again and again, what to do
 * ({@link ResidentTaskCommand}).
 */
final class ResidentTask extends AbstractFunction2<TaskContext, Iterator<TaskShards>, Object>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Where to ask, and how.
   *
   * @param id of the coordinator and of the endpoint
   * @param term of the stage
   * @param direct whether a driver in the same process is asked without RPC
   * @param spinNanos how long a task looks for an answer before it sleeps, in the driver's process
   * @param pulseMillis time between signs of life, in another process
   */
  record Address(String id, int term, boolean direct, long spinNanos, long pulseMillis)
      implements Serializable {}

  private final Address address;
  private final GradientSpec spec;
  private final int[] firstGroups;

  ResidentTask(Address address, GradientSpec spec, int[] firstGroups) {
    this.address = address;
    this.spec = spec;
    this.firstGroups = firstGroups;
  }

  @Override
  public Object apply(TaskContext context, Iterator<TaskShards> elements) {
    // before joining: the others wait for a task that has joined
    TaskShards shards = elements.next();
    TaskReport alone = new TaskReport(address.term, context.partitionId(), context.taskAttemptId());
    try (DriverChannel channel = channel(alone, context)) {
      work(channel, shards, context);
    }
    return null;
  }

  private DriverChannel channel(TaskReport alone, TaskContext context) {
    Optional<StepCoordinator> here =
        address.direct ? ResidentTasks.coordinator(address.id) : Optional.empty();
    return here.<DriverChannel>map(
            coordinator ->
                new InProcessChannel(
                    coordinator, alone, address.spinNanos, context::killTaskIfInterrupted))
        .orElseGet(
            () ->
                new RpcChannel(
                    address.id, alone, address.pulseMillis, context::killTaskIfInterrupted));
  }

  private void work(DriverChannel channel, TaskShards shards, TaskContext context) {
    Work work = new Work(spec, firstGroups[context.partitionId()], shards, context);
    ResidentTaskCommand command = channel.join();
    while (command != ResidentTaskCommand.Signal.LEAVE) {
      long begin = System.nanoTime();
      TaskResult result = command.carriedOutBy(work);
      command = channel.deliver(command.number(), System.nanoTime() - begin, result);
    }
  }

  /** What a task can do with its shards. */
  static final class Work {
    private final GradientSpec spec;
    private final int firstGroup;
    private final TaskShards shards;
    private final TaskContext context;
    private final ShardGradientComputer gradients;
    private final ShardEvaluator evaluation;

    private Work(GradientSpec spec, int firstGroup, TaskShards shards, TaskContext context) {
      this.spec = spec;
      this.firstGroup = firstGroup;
      this.shards = shards;
      this.context = context;
      gradients = new ShardGradientComputer(spec);
      evaluation = new ShardEvaluator(spec.network(), spec.kernels());
    }

    TaskResult gradients(float[] parameters, Batch batch) {
      return TaskResult.Gradients.of(
          gradients.of(parameters, batch, firstGroup, shardsOf(DataSplit.TRAIN)));
    }

    TaskResult evaluations(float[] parameters, DataSplit split) {
      boolean targets = split == DataSplit.TRAIN;
      return new TaskResult.Evaluations(
          ClusterEvaluator.ofTask(evaluation, parameters, shardsOf(split), targets));
    }

    TaskResult curvatures(double[] parameters, DataSplit split) {
      return new TaskResult.Curvatures(
          new ShardCurvatureComputer(spec).of(parameters, shardsOf(split)));
    }

    /** A cancelled task ends at its next shard, however long the step. */
    private java.util.Iterator<Shard> shardsOf(DataSplit split) {
      return shards.of(split).stream().peek(shard -> context.killTaskIfInterrupted()).iterator();
    }
  }
}

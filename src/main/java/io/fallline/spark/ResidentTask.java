package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.CurvatureAggregate;
import io.fallline.core.model.GradientAggregate;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardCurvature;
import io.fallline.core.training.ShardEvaluation;
import io.fallline.core.training.ShardGradients;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * A task that stays: it has its shards in hand and asks the driver, again and again, what to do.
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

  /**
   * @param firstGroups the first group of each task
   */
  ResidentTask(Address address, GradientSpec spec, int[] firstGroups) {
    this.address = address;
    this.spec = spec;
    this.firstGroups = firstGroups;
  }

  @Override
  public Object apply(TaskContext context, Iterator<TaskShards> elements) {
    // before joining: the others wait for a task that has joined
    TaskShards shards = elements.next();
    TaskRequest ask =
        new TaskRequest(address.term, context.partitionId(), context.taskAttemptId(), 0);
    try (DriverChannel channel = channel(ask, context)) {
      work(channel, shards, context);
    }
    return null;
  }

  private DriverChannel channel(TaskRequest ask, TaskContext context) {
    Optional<StepCoordinator> here =
        address.direct ? StepCoordinators.find(address.id) : Optional.empty();
    return here.<DriverChannel>map(
            coordinator ->
                new InProcessChannel(
                    coordinator, ask, address.spinNanos, context::killTaskIfInterrupted))
        .orElseGet(
            () ->
                new RpcChannel(
                    address.id, ask, address.pulseMillis, context::killTaskIfInterrupted));
  }

  private void work(DriverChannel channel, TaskShards shards, TaskContext context) {
    ShardGradients gradients = new ShardGradients(spec);
    ShardEvaluation evaluation = new ShardEvaluation(spec.network(), spec.kernels());
    int firstGroup = firstGroups[context.partitionId()];
    ResidentTaskCommand command = channel.join();
    while (command.kind() != ResidentTaskCommand.Kind.LEAVE) {
      long number = command.number();
      float[] parameters = command.parameters();
      if (command.kind() == ResidentTaskCommand.Kind.STEP) {
        java.util.Iterator<Shard> training = interruptible(shards.of(DataSplit.TRAIN), context);
        long begin = System.nanoTime();
        List<TreeReduction.Node<GradientAggregate>> sums =
            gradients.of(parameters, command.batch(), firstGroup, training);
        command = channel.gradients(number, System.nanoTime() - begin, sums);
      } else if (command.kind() == ResidentTaskCommand.Kind.CURVATURE) {
        List<TreeReduction.Node<CurvatureAggregate>> sums =
            new ShardCurvature(spec)
                .of(command.exactParameters(), interruptible(shards.of(command.part()), context));
        command = channel.curvatures(number, sums);
      } else {
        TreeReduction<Evaluation> tree = new TreeReduction<>(Evaluation::add);
        boolean targets = command.part() == DataSplit.TRAIN;
        interruptible(shards.of(command.part()), context)
            .forEachRemaining(
                shard -> tree.addLeaf(shard.index(), evaluation.of(parameters, shard, targets)));
        command = channel.evaluations(number, tree.nodes());
      }
    }
  }

  /** A cancelled task ends at its next shard, however long the step. */
  private static java.util.Iterator<Shard> interruptible(List<Shard> shards, TaskContext context) {
    return shards.stream().peek(shard -> context.killTaskIfInterrupted()).iterator();
  }
}

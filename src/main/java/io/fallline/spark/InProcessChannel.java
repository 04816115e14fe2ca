package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.CurvatureAggregate;
import io.fallline.core.model.GradientAggregate;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * To a driver in the same process: a hand-over between threads, parameters and sums by reference.
 */
final class InProcessChannel implements DriverChannel, StepCoordinator.Receiver {
  private static final long PARK_NANOS = 100_000_000L;

  private final StepCoordinator coordinator;
  private final TaskRequest ask;
  private final long spinNanos;
  private final Runnable check;
  private final Thread task = Thread.currentThread();
  private volatile ResidentTaskCommand answer;

  /**
   * @param ask who asks
   * @param spinNanos how long to look for a command before going to sleep
   * @param check throws if the task is to end
   */
  InProcessChannel(StepCoordinator coordinator, TaskRequest ask, long spinNanos, Runnable check) {
    this.coordinator = coordinator;
    this.ask = ask;
    this.spinNanos = spinNanos;
    this.check = check;
  }

  @Override
  public void receive(ResidentTaskCommand command) {
    answer = command;
    LockSupport.unpark(task);
  }

  @Override
  public ResidentTaskCommand join() {
    return ask(ask.without(), null);
  }

  @Override
  public ResidentTaskCommand gradients(
      long done, long nanos, List<TreeReduction.Node<GradientAggregate>> nodes) {
    return ask(ask.with(done, nanos), TaskResult.Handed.gradients(nodes));
  }

  @Override
  public ResidentTaskCommand evaluations(long done, List<TreeReduction.Node<Evaluation>> nodes) {
    return ask(ask.with(done, 0), TaskResult.Handed.evaluations(nodes));
  }

  @Override
  public ResidentTaskCommand curvatures(
      long done, List<TreeReduction.Node<CurvatureAggregate>> nodes) {
    return ask(ask.with(done, 0), TaskResult.Handed.curvatures(nodes));
  }

  private ResidentTaskCommand ask(TaskRequest asked, TaskResult sums) {
    answer = null;
    coordinator.ask(asked, sums, this);
    ResidentTaskCommand next = await();
    while (next.kind() == ResidentTaskCommand.Kind.WAIT) {
      answer = null;
      coordinator.ask(ask.without(), null, this);
      next = await();
    }
    return next;
  }

  private ResidentTaskCommand await() {
    if (spinNanos > 0) {
      long end = System.nanoTime() + spinNanos;
      while (answer == null && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
    ResidentTaskCommand received = answer;
    while (received == null) {
      LockSupport.parkNanos(this, PARK_NANOS);
      check.run();
      received = answer;
    }
    return received;
  }

  @Override
  public void close() {}
}

package io.fallline.faults;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.NonFiniteSearch.NonFiniteRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Gradients from executors that are ended around a step, or while it is under way. */
final class FaultySource implements GradientComputer {
  private static final Executor OWN_THREAD = task -> new Thread(task, "kill").start();

  private final GradientComputer source;
  private final List<Fault> due;
  private final long calmStepNanos;
  private int missed;
  private long longestNanos;
  private volatile boolean underWay;

  /**
   * @param calmStepNanos how long a step takes that nobody disturbs
   */
  FaultySource(GradientComputer source, List<Fault> faults, long calmStepNanos) {
    this.source = source;
    this.due = new ArrayList<>(faults);
    this.calmStepNanos = calmStepNanos;
  }

  /** How many kills there was no step for, or that came when a step was over. */
  int missed() {
    return missed + due.size();
  }

  /** Of all steps. */
  long longestNanos() {
    return longestNanos;
  }

  @Override
  public GradientAggregate at(float[] parameters, Batch batch) {
    kill(Fault.Moment.BEFORE, batch);
    CompletableFuture<Boolean> landed = CompletableFuture.completedFuture(true);
    for (Fault fault : take(Fault.Moment.DURING, batch)) {
      List<ProcessHandle> victims = victims(fault); // looking for them takes a while
      underWay = true;
      landed =
          landed.thenCombine(
              CompletableFuture.supplyAsync(() -> during(fault, victims), OWN_THREAD),
              Boolean::logicalAnd);
    }
    long begin = System.nanoTime();
    GradientAggregate sum = source.at(parameters, batch);
    underWay = false;
    longestNanos = Math.max(longestNanos, System.nanoTime() - begin);
    if (!landed.join()) {
      missed++;
    }
    kill(Fault.Moment.AFTER, batch);
    return sum;
  }

  /** Whether the step was under way when the executors were gone. */
  private boolean during(Fault fault, List<ProcessHandle> victims) {
    long until = System.nanoTime() + (long) (fault.delay() * calmStepNanos);
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left); // somewhere within the step is what is tried
    }
    strike(fault, victims);
    return underWay;
  }

  private void kill(Fault.Moment moment, Batch batch) {
    take(moment, batch).forEach(fault -> strike(fault, victims(fault)));
  }

  private static void strike(Fault fault, List<ProcessHandle> victims) {
    switch (fault.action()) {
      case KILL -> ExecutorProcesses.kill(victims);
      case PAUSE -> {
        ExecutorProcesses.signal(victims, "STOP");
        CompletableFuture.runAsync(
            () -> ExecutorProcesses.signal(victims, "CONT"),
            CompletableFuture.delayedExecutor(TestCluster.PAUSE_SECONDS, TimeUnit.SECONDS));
      }
      case STOP -> ExecutorProcesses.signal(victims, "STOP");
      case DROP -> TestCluster.dropBlocks();
    }
  }

  /** Each strikes once, though a step may be taken again. */
  private List<Fault> take(Fault.Moment moment, Batch batch) {
    List<Fault> taken =
        due.stream().filter(k -> k.moment() == moment && k.step() == batch.step()).toList();
    due.removeAll(taken);
    return taken;
  }

  private static List<ProcessHandle> victims(Fault fault) {
    List<ProcessHandle> running = ExecutorProcesses.running(ProcessHandle.current());
    if (fault.which() == Fault.ALL || running.isEmpty()) {
      return running;
    }
    return List.of(running.get(fault.which() % running.size()));
  }

  @Override
  public Evaluation evaluate(float[] parameters, DataSplit split) {
    return source.evaluate(parameters, split);
  }

  @Override
  public CurvatureAggregate curvature(double[] parameters, DataSplit split) {
    return source.curvature(parameters, split);
  }

  @Override
  public NonFiniteRow nonFiniteRow(float[] parameters, Batch batch) {
    return source.nonFiniteRow(parameters, batch);
  }

  @Override
  public void close() {
    source.close();
  }
}

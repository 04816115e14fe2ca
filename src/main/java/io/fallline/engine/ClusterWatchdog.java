package io.fallline.engine;

import io.fallline.core.failure.Failure;
import io.fallline.watch.JobDescription;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.ExecutorProcessLost;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.apache.spark.scheduler.cluster.CoarseGrainedSchedulerBackend;
import org.apache.spark.util.ThreadUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A watchdog over all Spark jobs of a piece of work, of all its threads. Spark lets a job wait for
 * executors for ever: here it is cancelled when the cluster has had none for long, and executors
 * that stand still are given up. What else the cluster does to it is told in one line.
 */
public final class ClusterWatchdog {
  private static final long TICK_MILLIS = 250;
  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatchdog.class);

  private final SparkContext context;
  private final String tag = "fallline-" + UUID.randomUUID();
  private final long limit;
  private final ExecutorHeartbeatMonitor executors;
  private long looked = System.nanoTime();
  private long seen = looked;
  private volatile boolean cancelled;

  private ClusterWatchdog(SparkContext context, Consumer<String> warned) {
    this.context = context;
    ExecutorLimits limits = ExecutorLimits.of(context.conf());
    this.limit = limits.slots();
    this.executors = new ExecutorHeartbeatMonitor(limits, warned, this::giveUp);
  }

  /** Work of which nobody but the log is told what executors do. */
  public static <T> T named(SparkContext context, String name, Supplier<T> work) {
    return named(context, name, LOG::warn, work);
  }

  /**
   * Work whose jobs Spark's pages show by its name.
   *
   * @param warned is told, on another thread, of executors that stand still
   */
  public static <T> T named(
      SparkContext context, String name, Consumer<String> warned, Supplier<T> work) {
    return JobDescription.named(context, name, () -> over(context, warned, work));
  }

  /**
   * Does the work on this thread.
   *
   * @param warned is told, on another thread, of executors that stand still
   * @throws Failure (try later) if the cluster gave no slot for as long as {@value
   *     ExecutorLimits#SLOTS_KEY}, or ended the application; else whatever the work throws, Spark's
   *     own exceptions as a failure
   */
  public static <T> T over(SparkContext context, Consumer<String> warned, Supplier<T> work) {
    return new ClusterWatchdog(context, warned).run(work);
  }

  private <T> T run(Supplier<T> work) {
    ScheduledExecutorService ticks = null;
    context.addJobTag(tag);
    try {
      if (!context.isLocal()) {
        watchExecutors();
        ticks = ThreadUtils.newDaemonSingleThreadScheduledExecutor("fallline-cluster-watch");
        ticks.scheduleWithFixedDelay(
            this::tryTick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
      }
      return work.get();
    } catch (Exception failed) { // Spark's checked exceptions reach Java undeclared
      if (cancelled) {
        throw ExecutorSlots.none(limit, failed);
      }
      throw ClusterFailures.translated(failed, context.isStopped());
    } finally {
      if (ticks != null) {
        ticks.shutdownNow();
        context.listenerBus().removeListener(executors);
      }
      context.removeJobTag(tag);
    }
  }

  /** By a queue of its own, which no other listener can delay. */
  private void watchExecutors() {
    context.listenerBus().addToQueue(executors, "fallline");
    CollectionConverters.asJava(context.env().blockManager().master().getMemoryStatus())
        .keySet()
        .forEach(executors::add);
  }

  /** What escapes would end all later ones. */
  private void tryTick() {
    try {
      tick();
    } catch (Exception failed) { // Spark's are not declared
      LOG.warn("the cluster could not be looked at: {}", failed.toString());
    }
  }

  private void tick() {
    if (context.isStopped()) {
      return; // Spark fails its jobs itself
    }
    long now = System.nanoTime();
    executors.look(now - looked);
    looked = now;
    // an idle application may have given its executors back
    if (context.statusTracker().getActiveJobIds().length == 0 || ExecutorSlots.of(context) > 0) {
      seen = now;
    } else if (now - seen >= limit) {
      seen = now;
      cancelled = true;
      context.cancelJobsWithTag(tag, "the cluster has no executors");
    }
  }

  /**
   * Replaces an executor that nobody waits for any longer, by the steps of Spark's own heartbeat
   * receiver, which takes them after {@code spark.network.timeout} only. Its tasks start elsewhere
   * at once; that it ends, and another begins, takes its time.
   */
  private void giveUp(String executor, String why) {
    // what befalls an executor from outside does not count as a failure of its tasks
    ExecutorProcessLost lost = new ExecutorProcessLost(why, Option.empty(), false);
    if (context.taskScheduler() instanceof TaskSchedulerImpl scheduler) {
      try {
        scheduler.executorLost(executor, lost);
      } catch (Exception failed) { // Spark's are not declared
        LOG.warn(
            "executor {}: its tasks could not be given to others: {}", executor, failed.toString());
      }
    }
    Thread end = new Thread(() -> end(executor, lost), "fallline-lost-executor");
    end.setDaemon(true);
    end.start();
  }

  /** Waits for the cluster manager's answer. */
  private void end(String executor, ExecutorProcessLost lost) {
    try {
      context.killAndReplaceExecutor(executor);
    } catch (Exception failed) { // as where the application is over, its executors with it
      LOG.info("executor {} is left to the cluster: {}", executor, failed.toString());
    }
    try {
      if (context.schedulerBackend() instanceof CoarseGrainedSchedulerBackend backend) {
        backend.removeExecutor(executor, lost);
      }
    } catch (Exception failed) {
      LOG.info("executor {} could not be removed: {}", executor, failed.toString());
    }
  }
}

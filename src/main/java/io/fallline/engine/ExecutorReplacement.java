package io.fallline.engine;

import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.ExecutorProcessLost;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.apache.spark.scheduler.cluster.CoarseGrainedSchedulerBackend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * The replacement of an executor that nobody waits for any longer. The steps are those of Spark's
 * own heartbeat receiver, which takes them after {@code spark.network.timeout} only.
 */
final class ExecutorReplacement {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorReplacement.class);

  private ExecutorReplacement() {}

  /** Its tasks start elsewhere at once; that it ends, and another begins, takes its time. */
  static void giveUp(SparkContext context, String executor, String why) {
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
    Thread end = new Thread(() -> end(context, executor, lost), "fallline-lost-executor");
    end.setDaemon(true);
    end.start();
  }

  /** Waits for the cluster manager's answer. */
  private static void end(SparkContext context, String executor, ExecutorProcessLost lost) {
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

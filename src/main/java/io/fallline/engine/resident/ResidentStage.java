package io.fallline.engine.resident;

import io.fallline.watch.JobDescription;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag$;

/** One stage of resident tasks, submitted from a thread of its own, which ends with it. */
final class ResidentStage {
  private final SparkContext context;
  private final String group;
  private final String description;
  private final int term;
  private final int tasks;
  private final Thread thread;

  /**
   * @param group the job group by which Spark knows it
   * @param ended is told when the stage is over: null, or why it failed
   */
  ResidentStage(
      SparkContext context,
      String group,
      int term,
      RDD<TaskShards> shards,
      ResidentTask task,
      Consumer<Throwable> ended) {
    this.context = context;
    this.group = group;
    this.description = JobDescription.of(context, "resident tasks");
    this.term = term;
    this.tasks = shards.getNumPartitions();
    this.thread = new Thread(() -> ended.accept(submit(shards, task)), "fallline-resident-stage");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private Throwable submit(RDD<TaskShards> shards, ResidentTask task) {
    try {
      context.setJobGroup(group, description, false);
      context.runJob(shards, task, ClassTag$.MODULE$.Object());
      return null;
    } catch (Throwable failed) { // for the thread that trains, which throws it
      return failed;
    }
  }

  int term() {
    return term;
  }

  int tasks() {
    return tasks;
  }

  /**
   * Waits until all tasks, which have been told to leave, have left; cancels those that do not.
   *
   * @param nanos how long to wait, before and after cancelling
   * @return whether the stage is over
   */
  boolean awaitEnd(long nanos) {
    if (!ended(nanos) && !context.isStopped()) {
      context.cancelJobGroup(group);
    }
    return ended(nanos);
  }

  private boolean ended(long nanos) {
    try {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
      return !thread.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

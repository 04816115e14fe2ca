package io.fallline.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Kills tasks that run, one now and then, as somebody who presses a button would. */
final class TaskKiller extends SparkListener implements AutoCloseable {
  private final SparkContext context;
  private final Set<Long> running = ConcurrentHashMap.newKeySet();
  private final AtomicLong killed = new AtomicLong();
  private final SplittableRandom random;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param pauseNanos between two kills
   */
  TaskKiller(SparkContext context, long pauseNanos, long seed) {
    this.context = context;
    this.random = new SplittableRandom(seed);
    this.thread = new Thread(() -> kill(pauseNanos), "task-killer");
    context.addSparkListener(this);
    thread.start();
  }

  /** How many tasks ended by it. */
  long killed() {
    return killed.get();
  }

  private void kill(long pauseNanos) {
    while (!closed) {
      LockSupport.parkNanos(pauseNanos);
      List<Long> victims = new ArrayList<>(running);
      if (!victims.isEmpty()) {
        long victim = victims.get(random.nextInt(victims.size()));
        context.killTaskAttempt(victim, random.nextBoolean(), "a trial");
      }
    }
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    running.add(start.taskInfo().taskId());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
    if (end.reason() instanceof TaskKilled) {
      killed.incrementAndGet();
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    LockSupport.unpark(thread);
    thread.join();
    context.removeSparkListener(this);
  }
}

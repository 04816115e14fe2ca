package io.fallline.engine.resident;

import io.fallline.engine.ExecutorLimits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.spark.FetchFailed;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import scala.jdk.javaapi.CollectionConverters;

/** A listener to Spark's scheduler that judges whether a resident stage can go on. */
final class StageMonitor extends SparkListener {
  private static final String GROUP = "spark.jobGroup.id";
  private static final long ABSENT = -1;

  private final StepCoordinator coordinator;
  private final ResidentLimits limits;
  private final LongSupplier clock;
  private final IntSupplier slots;

  private String group = "";
  private int stage = -1;
  private boolean submitted;
  private boolean lostShards;
  private long[] attempts = {};
  private long[] absentSince = {};
  private final Set<Integer> ours = new HashSet<>();

  /** Of stages of other jobs: tasks that wait for a slot. */
  private final Map<Integer, Integer> waiting = new HashMap<>();

  private long waitingSince;

  /**
   * @param clock in nanoseconds
   * @param slots how many tasks the cluster could run at once
   */
  StageMonitor(
      StepCoordinator coordinator, ResidentLimits limits, LongSupplier clock, IntSupplier slots) {
    this.coordinator = coordinator;
    this.limits = limits;
    this.clock = clock;
    this.slots = slots;
  }

  /** A stage of this job group is about to be submitted. */
  synchronized void begin(String jobGroup, int tasks) {
    group = jobGroup;
    stage = -1;
    submitted = false;
    lostShards = false;
    ours.clear();
    attempts = new long[tasks];
    Arrays.fill(attempts, ABSENT);
    absentSince = new long[tasks];
    Arrays.fill(absentSince, clock.getAsLong());
    waitingSince = clock.getAsLong();
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    if (isOurs(job.properties())) {
      for (StageInfo info : CollectionConverters.asJava(job.stageInfos())) {
        ours.add(info.stageId());
        stage = Math.max(stage, info.stageId()); // parents are numbered first
      }
    }
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
    StageInfo info = event.stageInfo();
    if (!isOurs(event.properties())) {
      waiting.put(info.stageId(), info.numTasks());
    } else if (submitted && ours.contains(info.stageId())) {
      // Spark makes lost shuffle output again: it needs the slots that our tasks hold
      lostShards = true;
    } else if (info.stageId() == stage) {
      submitted = true;
    }
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
    waiting.remove(event.stageInfo().stageId());
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart event) {
    if (event.stageId() == stage) {
      attempts[event.taskInfo().partitionId()] = event.taskInfo().taskId();
    } else {
      waiting.computeIfPresent(event.stageId(), (id, tasks) -> tasks - 1);
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
    if (event.stageId() == stage) {
      int partition = event.taskInfo().partitionId();
      if (attempts[partition] == event.taskInfo().taskId()) {
        attempts[partition] = ABSENT;
        absentSince[partition] = clock.getAsLong();
      }
      lostShards |= event.reason() instanceof FetchFailed;
    } else if (!(event.reason() instanceof Success$)) {
      waiting.computeIfPresent(event.stageId(), (id, tasks) -> tasks + 1);
    }
  }

  private boolean isOurs(Properties properties) {
    return properties != null && group.equals(properties.getProperty(GROUP));
  }

  /** Whether tasks of other jobs wait for a slot. */
  synchronized boolean othersWait() {
    return waiting.values().stream().anyMatch(tasks -> tasks > 0);
  }

  /** What is to become of the stage; null: it goes on. To be asked at intervals. */
  StageEndDecision judge() {
    StageEndDecision decision = judgeEvents();
    return decision == null ? judgeAbsence() : decision;
  }

  private synchronized StageEndDecision judgeEvents() {
    if (lostShards) {
      return StageEndDecision.REBUILD;
    }
    long now = clock.getAsLong();
    if (!othersWait()) {
      waitingSince = now;
    } else if (now - waitingSince >= limits.giveWay()) {
      return StageEndDecision.jobs("another job of this Spark application waits for slots");
    }
    for (int slot = 0; slot < attempts.length; slot++) {
      if (attempts[slot] != ABSENT && coordinator.silence(slot, attempts[slot]) >= limits.stall()) {
        String task = "task " + (slot + 1) + " of " + attempts.length;
        long silence = ExecutorLimits.seconds(limits.stall());
        return StageEndDecision.jobs(task + " has given no sign of life for " + silence + " s");
      }
    }
    return null;
  }

  private StageEndDecision judgeAbsence() {
    int tasks;
    int running;
    synchronized (this) {
      long now = clock.getAsLong();
      tasks = attempts.length;
      running = tasks;
      boolean overdue = false;
      for (int slot = 0; slot < tasks; slot++) {
        if (attempts[slot] == ABSENT) {
          running--;
          overdue |= now - absentSince[slot] >= limits.start();
        }
      }
      if (!overdue) {
        return null;
      }
    }
    int slotCount = slots.getAsInt();
    if (slotCount > 0 && slotCount < tasks) {
      return StageEndDecision.REGROUP;
    }
    String within = " resident tasks had a slot within " + ExecutorLimits.seconds(limits.start());
    return StageEndDecision.jobs("only " + running + " of " + tasks + within + " s");
  }
}

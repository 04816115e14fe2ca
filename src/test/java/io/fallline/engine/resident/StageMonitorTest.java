package io.fallline.engine.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.FetchFailed;
import org.apache.spark.Success$;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** What becomes of a resident stage, by what Spark tells its listeners. */
class StageMonitorTest {
  private static final ResidentLimits LIMITS = new ResidentLimits(30, 60, 0, 5, 0, 0);
  private static final int PARENT = 4;
  private static final int STAGE = 5;
  private static final int OTHER = 6;

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger slots = new AtomicInteger(2);
  private final StepCoordinator coordinator = new StepCoordinator(clock::get, attempt -> true);
  private final StageMonitor watch = new StageMonitor(coordinator, LIMITS, clock::get, slots::get);
  private int term;

  @BeforeEach
  void aStageOfTwoTasksBegins() {
    term = coordinator.begin(2);
    watch.begin("ours", 2);
    watch.onJobStart(
        new SparkListenerJobStart(
            1,
            0,
            CollectionConverters.asScala(List.of(stage(PARENT, 9), stage(STAGE, 2))).toSeq(),
            of("ours")));
    watch.onStageSubmitted(new SparkListenerStageSubmitted(stage(STAGE, 2), of("ours")));
  }

  private static StageInfo stage(int id, int tasks) {
    return new StageInfo(
        id,
        0,
        "",
        tasks,
        CollectionConverters.<org.apache.spark.storage.RDDInfo>asScala(List.of()).toSeq(),
        CollectionConverters.<Object>asScala(List.of()).toSeq(),
        "",
        null,
        CollectionConverters
            .<scala.collection.immutable.Seq<org.apache.spark.scheduler.TaskLocation>>asScala(
                List.of())
            .toSeq(),
        scala.Option.empty(),
        0,
        false,
        0);
  }

  private static Properties of(String group) {
    Properties properties = new Properties();
    properties.setProperty("spark.jobGroup.id", group);
    return properties;
  }

  private static TaskInfo task(long attempt, int partition) {
    return new TaskInfo(
        attempt, partition, 0, partition, 0, "1", "host", TaskLocality.ANY(), false);
  }

  private void starts(int stage, long attempt, int partition) {
    watch.onTaskStart(new SparkListenerTaskStart(stage, 0, task(attempt, partition)));
  }

  private void ends(int stage, long attempt, int partition, TaskEndReason reason) {
    watch.onTaskEnd(
        new SparkListenerTaskEnd(
            stage, 0, "", reason, task(attempt, partition), new ExecutorMetrics(), null));
  }

  private static TaskEndReason killed() {
    return new TaskKilled(
        "",
        CollectionConverters.<org.apache.spark.scheduler.AccumulableInfo>asScala(List.of()).toSeq(),
        CollectionConverters.<org.apache.spark.util.AccumulatorV2<?, ?>>asScala(List.of()).toSeq(),
        CollectionConverters.<Object>asScala(List.of()).toSeq());
  }

  @Test
  void aStageWhoseTasksAllRunGoesOnForEver() {
    starts(STAGE, 10, 0);
    starts(STAGE, 11, 1);
    clock.set(1_000_000);
    assertNull(watch.judge());
  }

  @Test
  void aTaskWithoutASlotIsWaitedForSoLong() {
    starts(STAGE, 10, 0);
    clock.set(29);
    assertNull(watch.judge());
    clock.set(30);
    assertEquals(StageEndDecision.Next.JOBS, watch.judge().next());
    starts(STAGE, 11, 1);
    assertNull(watch.judge());
  }

  @Test
  void aLostTaskIsWaitedForAsLong() {
    starts(STAGE, 10, 0);
    starts(STAGE, 11, 1);
    clock.set(1000);
    ends(STAGE, 11, 1, killed());
    clock.set(1029);
    assertNull(watch.judge());
    clock.set(1030);
    assertEquals(StageEndDecision.Next.JOBS, watch.judge().next());
    ends(STAGE, 10, 0, killed());
    starts(STAGE, 12, 0);
    starts(STAGE, 13, 1);
    ends(STAGE, 11, 1, killed()); // told twice
    clock.set(5000);
    assertNull(watch.judge());
  }

  @Test
  void whereThereAreFewerSlotsThanTasksThereAreToBeFewerTasks() {
    starts(STAGE, 10, 0);
    clock.set(30);
    slots.set(1);
    assertSame(StageEndDecision.REGROUP, watch.judge());
    slots.set(0);
    assertEquals(StageEndDecision.Next.JOBS, watch.judge().next());
  }

  @Test
  void shuffleOutputThatIsLostIsMadeAnew() {
    starts(STAGE, 10, 0);
    ends(STAGE, 10, 0, new FetchFailed(null, 0, 0, 0, 0, "lost"));
    assertSame(StageEndDecision.REBUILD, watch.judge());
  }

  @Test
  void aParentStageSubmittedAgainMeansThatShardsAreLost() {
    watch.onStageSubmitted(new SparkListenerStageSubmitted(stage(PARENT, 1), of("ours")));
    assertSame(StageEndDecision.REBUILD, watch.judge());
  }

  @Test
  void aSecondAttemptOfTheStageMeansThatShardsAreLost() {
    watch.onStageSubmitted(new SparkListenerStageSubmitted(stage(STAGE, 1), of("ours")));
    assertSame(StageEndDecision.REBUILD, watch.judge());
  }

  @Test
  void othersThatWaitForSlotsAreGivenWayToAfterAMoment() {
    starts(STAGE, 10, 0);
    starts(STAGE, 11, 1);
    watch.onStageSubmitted(new SparkListenerStageSubmitted(stage(OTHER, 2), null));
    assertNull(watch.judge());
    starts(OTHER, 20, 0);
    starts(OTHER, 21, 1);
    clock.set(4);
    assertNull(watch.judge());
    ends(OTHER, 20, 0, killed()); // and has to run again
    clock.set(8);
    assertNull(watch.judge());
    clock.set(9);
    assertEquals("another job of this Spark application waits for slots", watch.judge().reason());
    starts(OTHER, 22, 0);
    ends(OTHER, 22, 0, Success$.MODULE$);
    watch.onStageCompleted(new SparkListenerStageCompleted(stage(OTHER, 2)));
    assertNull(watch.judge());
  }

  @Test
  void aTaskThatGivesNoSignOfLifeIsGivenUp() {
    starts(STAGE, 10, 0);
    starts(STAGE, 11, 1);
    coordinator.ask(new TaskReport(term, 1, 11), command -> {});
    coordinator.pulse(new TaskReport(term, 1, 11));
    clock.set(59);
    assertNull(watch.judge());
    clock.set(60);
    assertEquals(StageEndDecision.Next.JOBS, watch.judge().next());
    coordinator.pulse(new TaskReport(term, 1, 11));
    assertNull(watch.judge());
  }
}

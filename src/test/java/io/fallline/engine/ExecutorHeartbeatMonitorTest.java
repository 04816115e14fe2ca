package io.fallline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.scheduler.SparkListenerBlockManagerRemoved;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.storage.BlockManagerId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;
import scala.Tuple2;
import scala.Tuple4;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

class ExecutorHeartbeatMonitorTest {
  private static final String SILENT =
      "executor 1 on host-1 has given no sign of life for 10 s; it is given up after 60 s (spark.fallline.executorTimeout)";
  private static final String GIVEN_UP =
      "executor 1 on host-1 is given up: no sign of life for 60 s (spark.fallline.executorTimeout); others do its work";

  private final List<String> warned = new ArrayList<>();
  private final List<String> givenUp = new ArrayList<>();
  private final ExecutorHeartbeatMonitor watch =
      new ExecutorHeartbeatMonitor(
          new ExecutorLimits(TimeUnit.SECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(60), 0),
          warned::add,
          (executor, why) -> givenUp.add(executor));

  @BeforeEach
  void twoExecutorsAreThere() {
    watch.add(manager("driver"));
    watch.add(manager("1"));
    watch.add(manager("2"));
  }

  @Test
  void whoIsSilentIsNamedAfterTenSecondsAndGivenUpAfterAMinute() {
    pass(9, "2");
    assertEquals(List.of(), warned);
    pass(1, "2");
    assertEquals(List.of(SILENT), warned);
    pass(49, "2");
    assertEquals(List.of(), givenUp);
    pass(1, "2");
    assertEquals(List.of(SILENT, GIVEN_UP), warned);
    assertEquals(List.of("1"), givenUp);
    pass(100, "2");
    assertEquals(List.of("1"), givenUp, "once");
  }

  @Test
  void whoIsHeardAgainStays() {
    pass(30, "2");
    pass(1, "1", "2");
    pass(1, "1", "2");
    assertEquals(List.of(SILENT, "executor 1 on host-1 gives signs of life again"), warned);
    pass(100, "1", "2");
    assertEquals(List.of(), givenUp);
  }

  @Test
  void whoIsGoneIsNotWaitedFor() {
    watch.onBlockManagerRemoved(new SparkListenerBlockManagerRemoved(0, manager("1")));
    pass(100, "2");
    assertEquals(List.of(), warned);
  }

  @Test
  void aDriverThatStoodStillItselfGivesNobodyUp() {
    watch.look(TimeUnit.HOURS.toNanos(8));
    assertEquals(List.of(), warned);
  }

  @Test
  void heartbeatsThatAreFarApartLeaveMoreTime() {
    SparkConf conf = new SparkConf(false).set("spark.executor.heartbeatInterval", "30s");
    ExecutorLimits limits = ExecutorLimits.of(conf);
    assertEquals(120, TimeUnit.NANOSECONDS.toSeconds(limits.name()));
    assertEquals(120, TimeUnit.NANOSECONDS.toSeconds(limits.giveUp()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "0s", "-3s"})
  void whatIsNoTimeIsRefused(String value) {
    for (String key : List.of("spark.fallline.executorTimeout", "spark.fallline.slotsTimeout")) {
      SparkConf conf = new SparkConf(false).set(key, value);
      Failure refused = assertThrows(Failure.class, () -> ExecutorLimits.of(conf));
      assertEquals(Failure.Kind.CONFIGURATION, refused.kind());
      assertEquals(
          "Spark's setting " + key + " is \"" + value + "\", expected a time such as 90s or 10min",
          refused.getMessage());
    }
  }

  /** In which these executors give signs of life. */
  private void pass(int seconds, String... alive) {
    for (int second = 0; second < seconds; second++) {
      for (String executor : alive) {
        watch.onExecutorMetricsUpdate(
            new SparkListenerExecutorMetricsUpdate(
                executor,
                CollectionConverters
                    .<Tuple4<
                            Object,
                            Object,
                            Object,
                            scala.collection.immutable.Seq<
                                org.apache.spark.scheduler.AccumulableInfo>>>
                        asScala(List.of())
                    .toSeq(),
                Map$.MODULE$.<Tuple2<Object, Object>, ExecutorMetrics>empty()));
      }
      watch.look(TimeUnit.SECONDS.toNanos(1));
    }
  }

  private static BlockManagerId manager(String executor) {
    return BlockManagerId.apply(executor, "host-" + executor, 1, Option.empty());
  }
}

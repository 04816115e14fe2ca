package io.fallline.engine.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import io.fallline.engine.jobs.JobGradientComputer;
import io.fallline.testing.LocalSpark;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Resident tasks that cannot stay: training goes on with the same bits, and nothing is left. */
@Timeout(120)
public class ResidentTroubleTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final ResidentLimits LIMITS =
      new ResidentLimits(30 * SECOND, 30 * SECOND, 30 * SECOND, SECOND, 2 * SECOND, 20 * SECOND);
  private static final int COLUMNS = 7;

  /** What the tasks of other jobs wait for; tasks of {@code local[2]} are in this process. */
  private static final Semaphore PERMITS = new Semaphore(0);

  private static final Semaphore OCCUPIED = new Semaphore(0);

  private final JavaSparkContext context =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
  private final ShardSizes sizes = new ShardSizes(500, 16);
  private final BatchPlan plan = new BatchPlan(sizes, 40, BatchPlan.LastBatch.KEEP, 4);
  private final GradientSpec spec = spec();
  private final List<Shard> shards = ShardFixtures.random(sizes, COLUMNS, false, 11);
  private final JavaRDD<Shard> rdd = context.parallelize(shards, 4);
  private final float[] parameters = new float[ParameterLayout.of(spec.network()).size()];
  private final List<String> warnings = new ArrayList<>();

  private GradientSpec spec() {
    NetworkSpec network =
        new NetworkSpec(COLUMNS, List.of(), List.of(), "logistic", Map.of(), 2, true, 0);
    int size = ParameterLayout.of(network).size();
    return new GradientSpec(network, "java", plan, plan.groups(size), 4, null);
  }

  private ResidentGradientComputer resident(ResidentLimits limits) {
    return new ResidentGradientComputer(
        spec, Map.of(DataSplit.TRAIN, rdd), warnings::add, limits, true);
  }

  private void assertStep(GradientComputer source, long step) {
    try (SpinningThreadPool one = new SpinningThreadPool(1);
        GradientComputer local =
            new LocalGradientComputer(spec, Map.of(DataSplit.TRAIN, shards), one)) {
      assertArrayEquals(
          local.at(parameters, plan.batch(step)).gradient(),
          source.at(parameters, plan.batch(step)).gradient());
    }
  }

  /** A job whose tasks hold their slots until they get a permit. */
  private Future<Long> occupy(int tasks) {
    return context
        .parallelize(List.of(1, 2).subList(0, tasks), tasks)
        .map(
            number -> {
              OCCUPIED.release();
              PERMITS.acquire();
              return number;
            })
        .countAsync();
  }

  private JavaRDD<Shard> failing() {
    return rdd.map(
        shard -> {
          if (shard.index() == 5) {
            throw new IllegalArgumentException("a defect");
          }
          return shard;
        });
  }

  @Test
  void whenAnotherJobWaitsForSlotsJobsTakeOverAndTheNextEpochIsResidentAgain() throws Exception {
    try (ResidentGradientComputer source = resident(LIMITS)) {
      assertStep(source, 0);
      Future<Long> other = occupy(2);
      PERMITS.release(2);
      long step = 1;
      while (source.changes().texts().isEmpty()) {
        assertStep(source, 1);
      }
      assertEquals(2, other.get(30, TimeUnit.SECONDS));
      assertEquals(
          List.of("jobs from step 2 on: another job of this Spark application waits for slots"),
          source.changes().texts());
      assertEquals(
          List.of(
              "training goes on with a Spark job a step: another job of this Spark application waits"
                  + " for slots"),
          warnings);
      assertStep(source, step + 1);
      long next = plan.stepsPerEpoch();
      assertStep(source, next);
      assertEquals(
          "resident again from step " + (next + 1) + " on", source.changes().texts().get(1));
      assertEquals("resident", source.changes().engine());
    }
    OCCUPIED.drainPermits();
  }

  @Test
  void whenAnotherJobHoldsASlotJobsTakeOver() throws Exception {
    Future<Long> other = occupy(1);
    OCCUPIED.acquire();
    ResidentLimits impatient =
        new ResidentLimits(SECOND, SECOND, 30 * SECOND, 60 * SECOND, SECOND, SECOND);
    try (ResidentGradientComputer source = resident(impatient)) {
      assertStep(source, 0);
      assertStep(source, 1);
      assertEquals(
          List.of("jobs from step 1 on: only 1 of 2 resident tasks had a slot within 1 s"),
          source.changes().texts());
      assertEquals("jobs", source.changes().engine());
    } finally {
      PERMITS.release();
    }
    assertEquals(1, other.get(30, TimeUnit.SECONDS));
  }

  @Test
  void whenNoSlotEverComesFreeItIsTimeToTryLater() throws Exception {
    Future<Long> other = occupy(2);
    OCCUPIED.acquire(2);
    ResidentLimits impatient =
        new ResidentLimits(SECOND, SECOND, SECOND, 60 * SECOND, SECOND, SECOND);
    try (ResidentGradientComputer source = resident(impatient)) {
      Failure failure = assertThrows(Failure.class, () -> source.at(parameters, plan.batch(0)));
      assertEquals(Failure.Kind.TRY_LATER, failure.kind());
    } finally {
      PERMITS.release(2);
    }
    assertEquals(2, other.get(30, TimeUnit.SECONDS));
  }

  @Test
  void oneTrainingAtATimeHasResidentTasks() {
    try (ResidentGradientComputer first = resident(LIMITS)) {
      assertStep(first, 0);
      CountDownLatch gaveWay = new CountDownLatch(1);
      assertTrue(ResidentTasks.obstacle(context.sc()).isPresent());
      try (ResidentGradientComputer second =
          new ResidentGradientComputer(
              spec, Map.of(DataSplit.TRAIN, rdd), message -> gaveWay.countDown(), LIMITS, true)) {
        assertEquals("jobs", second.changes().engine());
        assertEquals(
            List.of(
                "jobs from step 1 on: another training of this Spark application has resident tasks"),
            second.changes().texts());
      }
      assertStep(first, 1);
    }
    assertTrue(ResidentTasks.obstacle(context.sc()).isEmpty());
    try (ResidentGradientComputer third = resident(LIMITS)) {
      assertStep(third, 0);
      assertEquals(List.of(), third.changes().texts());
    }
  }

  @Test
  void anErrorOfATaskIsThrownAsAJobWouldThrowIt() {
    Map<DataSplit, JavaRDD<Shard>> splits = Map.of(DataSplit.TRAIN, failing());
    Class<?> ofJob;
    try (GradientComputer jobs = new JobGradientComputer(spec, splits, 2)) {
      ofJob = assertThrows(Exception.class, () -> jobs.at(parameters, plan.batch(0))).getClass();
    }
    assertEquals(SparkException.class, ofJob);
    try (GradientComputer source =
        new ResidentGradientComputer(spec, splits, warnings::add, LIMITS, true)) {
      assertEquals(
          ofJob,
          assertThrows(Exception.class, () -> source.at(parameters, plan.batch(0))).getClass());
    }
    assertEquals(List.of(), warnings);
  }

  @Test
  @Timeout(60)
  void nothingIsLeftBehind() throws Exception {
    rdd.cache().count();
    Set<String> endpoints = endpoints();
    Set<Integer> cached = Set.copyOf(context.getPersistentRDDs().keySet());
    int listeners = listeners();
    JavaRDD<Shard> failing = failing();
    for (int i = 0; i < 20; i++) {
      boolean fails = i % 5 == 4;
      try (ResidentGradientComputer source =
          new ResidentGradientComputer(
              spec,
              Map.of(DataSplit.TRAIN, fails ? failing : rdd),
              warnings::add,
              LIMITS,
              i % 2 == 0)) {
        if (fails) {
          assertThrows(Exception.class, () -> source.at(parameters, plan.batch(0)));
        } else {
          assertStep(source, i);
          assertEquals(500, source.evaluate(parameters, DataSplit.TRAIN).rows());
        }
      }
      assertEquals(endpoints, endpoints());
      assertEquals(listeners, listeners());
      assertTrue(ResidentTasks.obstacle(context.sc()).isEmpty());
    }
    assertEquals(cached, Set.copyOf(context.getPersistentRDDs().keySet()));
    // Spark hears of ended jobs on a thread of its own; threads told to end need a moment
    while (context.statusTracker().getActiveJobIds().length > 0 || !residentThreads().isEmpty()) {
      Thread.onSpinWait();
    }
    assertEquals(List.of(), warnings);
    rdd.unpersist();
  }

  private static Set<String> residentThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("fallline-resident"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names that Spark's RPC knows. */
  public static Set<String> endpoints() throws Exception {
    Object dispatcher = field(SparkEnv.get().rpcEnv(), "dispatcher");
    Map<?, ?> endpoints = (Map<?, ?>) field(dispatcher, "endpoints");
    return endpoints.keySet().stream()
        .map(String::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private int listeners() {
    return context.sc().listenerBus().listeners().size();
  }

  private static Object field(Object owner, String name) throws Exception {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }
}

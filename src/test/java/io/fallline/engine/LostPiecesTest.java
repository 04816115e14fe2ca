package io.fallline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import io.fallline.core.training.TrainingListener;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.engine.jobs.JobGradientComputer;
import io.fallline.engine.resident.ResidentGradientComputer;
import io.fallline.faults.SmallTraining;
import io.fallline.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

/** Tasks that fail and blocks that vanish midway: the same bits, with either engine. */
@Timeout(120)
class LostPiecesTest {
  private static final int SHARDS = 16;
  private static final int PARTITIONS = 4;
  private static final int COLUMNS = 7;
  private static final ShardSizes SIZES = new ShardSizes(500, SHARDS);
  private static final SmallTraining TRAINING =
      new SmallTraining(SIZES, COLUMNS, List.of(5), 40, 6);
  private static final List<Shard> ROWS = ShardFixtures.random(SIZES, COLUMNS, false, 11);

  private static JavaSparkContext context;
  private static List<Double> expected;

  private final List<String> warnings = new ArrayList<>();

  @BeforeAll
  static void startASparkWhoseTasksMayFail() {
    LocalSpark.stop();
    context =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2,4]")
                .setAppName("lost pieces")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.ui.enabled", "false"));
    context.setLogLevel("OFF");
    try (SpinningThreadPool team = new SpinningThreadPool(1);
        GradientComputer local =
            new LocalGradientComputer(TRAINING.spec(), Map.of(DataSplit.TRAIN, ROWS), team)) {
      expected = TRAINING.run(local).parameters();
    }
  }

  @AfterAll
  static void stop() {
    context.stop();
  }

  private GradientComputer source(boolean resident, JavaRDD<Shard> shards) {
    Map<DataSplit, JavaRDD<Shard>> splits = Map.of(DataSplit.TRAIN, shards);
    return resident
        ? new ResidentGradientComputer(TRAINING.spec(), splits, warnings::add)
        : new JobGradientComputer(TRAINING.spec(), splits, 2);
  }

  /** A training with something that happens after these steps. */
  private List<Double> train(GradientComputer source, Runnable mishap) {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepEnded(StepRecord step) {
            if (step.step() % 20 == 7) {
              mishap.run();
            }
          }
        };
    return TRAINING.run(source, listener);
  }

  private static JavaRDD<Shard> shards() {
    return context.parallelize(ROWS, PARTITIONS);
  }

  /** As loaded data have it: output of a shuffle, kept. */
  private static JavaRDD<Shard> shuffled() {
    return shards()
        .mapToPair(shard -> new Tuple2<>(shard.index(), shard))
        .repartitionAndSortWithinPartitions(new InRuns())
        .values()
        .cache();
  }

  private static final class InRuns extends Partitioner {
    private static final long serialVersionUID = 1L;

    @Override
    public int numPartitions() {
      return PARTITIONS;
    }

    @Override
    public int getPartition(Object shard) {
      return (Integer) shard * PARTITIONS / SHARDS;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTaskThatFailsAtFirstIsTriedAgain(boolean resident) {
    JavaRDD<Shard> failing =
        shards()
            .map(
                shard -> {
                  if (shard.index() == 5 && TaskContext.get().attemptNumber() < 2) {
                    throw new IllegalStateException("at first");
                  }
                  return shard;
                });
    try (GradientComputer source = source(resident, failing)) {
      assertEquals(expected, train(source, () -> {}));
    }
    assertEquals(List.of(), warnings);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keptBlocksThatVanishAreMadeAnew(boolean resident) {
    JavaRDD<Shard> shards = shuffled();
    try (GradientComputer source = source(resident, shards)) {
      assertEquals(
          expected,
          train(
              source,
              () -> {
                drop(shards);
                killATask(resident);
              }));
    }
    assertEquals(List.of(), warnings);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shuffleOutputThatVanishesWithThemIsMadeAnew(boolean resident) {
    JavaRDD<Shard> shards = shuffled();
    try (GradientComputer source = source(resident, shards)) {
      assertEquals(
          expected,
          train(
              source,
              () -> {
                for (int shuffle = 0; shuffle < 100; shuffle++) {
                  SparkEnv.get().shuffleManager().unregisterShuffle(shuffle);
                }
                drop(shards);
                killATask(resident);
              }));
    }
    assertEquals(List.of(), warnings);
  }

  private static void drop(JavaRDD<Shard> shards) {
    SparkEnv.get().blockManager().master().removeRdd(shards.id(), true);
  }

  /** Resident tasks have their shards in hand: only another attempt looks for them. */
  private static void killATask(boolean resident) {
    if (resident) {
      TaskSchedulerImpl scheduler = (TaskSchedulerImpl) context.sc().taskScheduler();
      Object attempt = scheduler.taskIdToTaskSetManager().keySet().iterator().next();
      context.sc().killTaskAttempt((Long) attempt, true, "a trial");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBadRowThatIsMetLateKeepsItsKind(boolean resident) {
    JavaRDD<Shard> bad =
        shards()
            .map(
                shard -> {
                  if (shard.index() == 5) {
                    throw Failure.data("rows.csv, row 7: bad");
                  }
                  return shard;
                });
    Throwable thrown;
    try (GradientComputer source = source(resident, bad)) {
      Batch first = TRAINING.spec().plan().batch(0);
      int parameters = expected.size();
      thrown = assertThrows(Exception.class, () -> source.at(new float[parameters], first));
    }
    while (!(thrown instanceof Failure)) {
      thrown = thrown.getCause();
    }
    assertEquals(Failure.Kind.DATA, ((Failure) thrown).kind());
    assertEquals("rows.csv, row 7: bad", thrown.getMessage());
    assertEquals(List.of(), warnings);
  }
}

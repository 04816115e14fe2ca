package io.fallline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import io.fallline.engine.jobs.JobGradientComputer;
import io.fallline.engine.resident.ResidentGradientComputer;
import io.fallline.engine.resident.ResidentLimits;
import io.fallline.faults.SmallTraining;
import io.fallline.testing.Campaign;
import io.fallline.testing.LocalSpark;
import io.fallline.testing.LongTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long trainings whose tasks are killed now and then: the same bits, and nothing grows. */
@LongTrial
@Tag("alone")
class SteadyResourcesCampaign {
  enum Engine {
    RESIDENT_BY_REFERENCE,
    RESIDENT_BY_RPC,
    JOBS
  }

  private static final int COLUMNS = 7;
  private static final int STEPS_OF_AN_EPOCH = 50;

  private final ShardSizes sizes = new ShardSizes(2000, 16);
  private final int steps = Campaign.rounds(100_000, 2_000);
  private JavaSparkContext context;

  @BeforeEach
  void startASparkWhoseTasksMayFail() {
    LocalSpark.stop();
    context =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2,4]")
                .setAppName("steady")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                // what Spark remembers of jobs is bounded: full before the second quarter
                .set("spark.ui.retainedJobs", "100")
                .set("spark.ui.retainedStages", "100")
                .set("spark.ui.retainedTasks", "1000"));
    context.setLogLevel("OFF");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @ParameterizedTest
  @EnumSource
  void nothingGrowsAndTheBitsAreTheSame(Engine engine) throws Exception {
    SmallTraining training =
        new SmallTraining(
            sizes, COLUMNS, List.of(), sizes.rows() / STEPS_OF_AN_EPOCH, steps / STEPS_OF_AN_EPOCH);
    List<Shard> shards = ShardFixtures.random(sizes, COLUMNS, false, 11);
    List<Double> expected;
    try (SpinningThreadPool team = new SpinningThreadPool(1);
        GradientComputer local =
            new LocalGradientComputer(training.spec(), Map.of(DataSplit.TRAIN, shards), team)) {
      expected = training.run(local).parameters();
    }
    ResourceSamples samples = new ResourceSamples(context.sc(), steps);
    List<String> warnings = new ArrayList<>();
    long seed = 5;
    long killed;
    try (GradientComputer source = source(engine, training, shards, warnings);
        TaskKiller killer = new TaskKiller(context.sc(), TimeUnit.MILLISECONDS.toNanos(20), seed)) {
      assertEquals(expected, training.run(source, samples));
      killed = killer.killed();
    }
    Campaign.figure(
        "%s, %d steps, %d tasks killed (seed %d): the same bits; medians of the second and the last quarter: %s; warnings %s"
            .formatted(engine, steps, killed, seed, samples.figures(), warnings));
    assertTrue(killed > 0);
    samples.requireFlat();
  }

  private GradientComputer source(
      Engine engine, SmallTraining training, List<Shard> shards, List<String> warnings) {
    JavaRDD<Shard> rdd = context.parallelize(shards, 4).cache();
    Map<DataSplit, JavaRDD<Shard>> splits = Map.of(DataSplit.TRAIN, rdd);
    return engine == Engine.JOBS
        ? new JobGradientComputer(training.spec(), splits, 2)
        : new ResidentGradientComputer(
            training.spec(),
            splits,
            warnings::add,
            ResidentLimits.of(context.getConf()),
            engine == Engine.RESIDENT_BY_REFERENCE);
  }
}

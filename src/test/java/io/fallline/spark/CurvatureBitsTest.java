package io.fallline.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.LocalSpark;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.model.CurvatureAggregate;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.model.ParameterLayout;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Second derivatives: every engine, and any number of tasks, gives the same bits. */
class CurvatureBitsTest {
  private static final ShardSizes SIZES = new ShardSizes(2003, 16);

  private final JavaSparkContext context =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  record Case(String name, String loss, boolean sparse, int columns, double[] classWeights) {
    @Override
    public String toString() {
      return name;
    }

    GradientSpec spec() {
      NetworkSpec network =
          new NetworkSpec(columns, List.of(), List.of(), loss, Map.of(), 2, true, 0);
      BatchPlan plan = new BatchPlan(SIZES, 100, false, 4);
      int groups = plan.groups(ParameterLayout.of(network).size());
      return new GradientSpec(network, "java", plan, groups, 4, classWeights);
    }

    List<Shard> shards() {
      return ShardFixtures.random(SIZES, columns, sparse, 11);
    }

    double[] parameters() {
      int size = ParameterLayout.of(spec().network()).size();
      return new Random(5).doubles(size, -0.5, 0.5).toArray();
    }

    CurvatureAggregate expected() {
      try (SpinningThreadPool one = new SpinningThreadPool(1);
          GradientComputer local =
              new LocalGradientComputer(spec(), Map.of(DataSplit.TRAIN, shards()), one)) {
        return local.curvature(parameters(), DataSplit.TRAIN);
      }
    }
  }

  static Stream<Case> everyKindOfWork() {
    return Stream.of(
        new Case("dense, one score", "logistic", false, 7, new double[] {0.5, 2}),
        new Case("dense, two scores", "softmax", false, 7, null),
        new Case("sparse, one score", "squaredHinge", true, 30, null),
        new Case("sparse, two scores", "softmax", true, 30, new double[] {0.5, 2}));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfWork")
  void anyNumberOfThreadsGivesTheSameBits(Case c) {
    CurvatureAggregate expected = c.expected();
    assertEquals(SIZES.rows(), expected.rows());
    for (int threads : new int[] {2, 3, 16}) {
      try (SpinningThreadPool team = new SpinningThreadPool(threads);
          GradientComputer local =
              new LocalGradientComputer(c.spec(), Map.of(DataSplit.TRAIN, c.shards()), team)) {
        local.at(new float[c.parameters().length], c.spec().plan().batch(0));
        assertSame(expected, local.curvature(c.parameters(), DataSplit.TRAIN));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyKindOfWork")
  void jobsGiveTheBitsOfLocalThreads(Case c) {
    CurvatureAggregate expected = c.expected();
    for (int partitions : new int[] {1, 4, 16}) {
      JavaRDD<Shard> rdd = context.parallelize(c.shards(), partitions);
      for (int tasks : new int[] {1, 2, 3, 4, 16}) {
        try (GradientComputer jobs =
            new JobGradientComputer(c.spec(), Map.of(DataSplit.TRAIN, rdd), tasks)) {
          assertSame(expected, jobs.curvature(c.parameters(), DataSplit.TRAIN));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyKindOfWork")
  void residentTasksGiveTheBitsOfLocalThreads(Case c) {
    CurvatureAggregate expected = c.expected();
    List<String> warnings = new ArrayList<>();
    ResidentLimits limits = ResidentLimits.of(context.getConf());
    for (boolean direct : new boolean[] {true, false}) {
      for (int partitions : new int[] {1, 4, 16}) {
        Map<DataSplit, JavaRDD<Shard>> rdds =
            Map.of(DataSplit.TRAIN, context.parallelize(c.shards(), partitions));
        try (ResidentGradientComputer resident =
            new ResidentGradientComputer(c.spec(), rdds, warnings::add, limits, direct)) {
          assertSame(expected, resident.curvature(c.parameters(), DataSplit.TRAIN));
          resident.at(new float[c.parameters().length], c.spec().plan().batch(0));
          assertSame(expected, resident.curvature(c.parameters(), DataSplit.TRAIN));
          resident.evaluate(new float[c.parameters().length], DataSplit.TRAIN);
          assertSame(expected, resident.curvature(c.parameters(), DataSplit.TRAIN));
          assertEquals(List.of(), resident.log().changes());
        }
      }
    }
    assertEquals(List.of(), warnings);
  }

  @ParameterizedTest
  @MethodSource("everyKindOfWork")
  void shardsOnDiskGiveTheBitsOfShardsInMemory(Case c) {
    JavaRDD<Shard> onDisk = context.parallelize(c.shards(), 4).persist(StorageLevel.DISK_ONLY());
    onDisk.count();
    Map<DataSplit, JavaRDD<Shard>> rdds = Map.of(DataSplit.TRAIN, onDisk);
    Consumer<String> noWarning = message -> assertEquals("", message);
    try (LocalShards spilled = LocalShards.of(rdds, 0);
        SpinningThreadPool team = new SpinningThreadPool(2);
        GradientComputer local = new LocalGradientComputer(c.spec(), spilled.shards(), team);
        GradientComputer resident = new ResidentGradientComputer(c.spec(), rdds, noWarning)) {
      CurvatureAggregate expected = c.expected();
      assertSame(expected, local.curvature(c.parameters(), DataSplit.TRAIN));
      assertSame(expected, resident.curvature(c.parameters(), DataSplit.TRAIN));
    } finally {
      onDisk.unpersist();
    }
  }

  private static void assertSame(CurvatureAggregate expected, CurvatureAggregate found) {
    assertEquals(expected.rows(), found.rows());
    assertEquals(expected.weight(), found.weight());
    assertEquals(expected.loss(), found.loss());
    assertArrayEquals(expected.gradient(), found.gradient());
    assertArrayEquals(expected.hessian(), found.hessian());
  }
}

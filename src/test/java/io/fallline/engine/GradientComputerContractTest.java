package io.fallline.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.NonFiniteSearch.NonFiniteRow;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import io.fallline.engine.jobs.JobGradientComputer;
import io.fallline.engine.resident.ResidentGradientComputer;
import io.fallline.engine.resident.ResidentLimits;
import io.fallline.engine.shards.LocalShards;
import io.fallline.testing.LocalSpark;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every engine promises: the bits of one thread of this process, however it divides the
 * shards.
 */
class GradientComputerContractTest {
  private static final JavaSparkContext CONTEXT =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  /** An engine, with all the ways in which it is to divide the shards. */
  enum Engine {
    LOCAL {
      @Override
      void each(Work work, Consumer<GradientComputer> test) {
        for (int threads : new int[] {1, 2, 3, 16}) {
          try (SpinningThreadPool team = new SpinningThreadPool(threads);
              GradientComputer local = new LocalGradientComputer(work.spec, work.shards, team)) {
            test.accept(local);
          }
        }
      }

      @Override
      void fromDisk(
          Work work, Map<DataSplit, JavaRDD<Shard>> kept, Consumer<GradientComputer> test) {
        try (LocalShards spilled = LocalShards.of(kept, 0);
            SpinningThreadPool team = new SpinningThreadPool(2);
            GradientComputer local = new LocalGradientComputer(work.spec, spilled.shards(), team)) {
          test.accept(local);
        }
      }
    },
    JOBS {
      @Override
      void each(Work work, Consumer<GradientComputer> test) {
        for (int partitions : new int[] {1, 4, 16}) {
          Map<DataSplit, JavaRDD<Shard>> shards = work.onSpark(partitions);
          for (int tasks : new int[] {1, 2, 3, 16}) {
            try (GradientComputer jobs = new JobGradientComputer(work.spec, shards, tasks)) {
              test.accept(jobs);
            }
          }
        }
      }

      @Override
      void fromDisk(
          Work work, Map<DataSplit, JavaRDD<Shard>> kept, Consumer<GradientComputer> test) {
        try (GradientComputer jobs = new JobGradientComputer(work.spec, kept, 2)) {
          test.accept(jobs);
        }
      }
    },
    RESIDENT {
      @Override
      void each(Work work, Consumer<GradientComputer> test) {
        for (int partitions : new int[] {1, 4, 16}) {
          resident(work, work.onSpark(partitions), true, test);
        }
      }

      @Override
      void fromDisk(
          Work work, Map<DataSplit, JavaRDD<Shard>> kept, Consumer<GradientComputer> test) {
        resident(work, kept, true, test);
      }
    },
    RESIDENT_OVER_RPC {
      @Override
      void each(Work work, Consumer<GradientComputer> test) {
        for (int partitions : new int[] {1, 4, 16}) {
          resident(work, work.onSpark(partitions), false, test);
        }
      }

      @Override
      void fromDisk(
          Work work, Map<DataSplit, JavaRDD<Shard>> kept, Consumer<GradientComputer> test) {
        resident(work, kept, false, test);
      }
    };

    abstract void each(Work work, Consumer<GradientComputer> test);

    /** Of shards that Spark keeps on disk. */
    abstract void fromDisk(
        Work work, Map<DataSplit, JavaRDD<Shard>> kept, Consumer<GradientComputer> test);

    private static void resident(
        Work work,
        Map<DataSplit, JavaRDD<Shard>> shards,
        boolean direct,
        Consumer<GradientComputer> test) {
      ResidentLimits limits = ResidentLimits.of(CONTEXT.getConf());
      Consumer<String> noWarning = warning -> assertEquals("", warning);
      try (ResidentGradientComputer resident =
          new ResidentGradientComputer(work.spec, shards, noWarning, limits, direct)) {
        test.accept(resident);
        assertEquals(List.of(), resident.changes().texts());
        assertEquals("resident", resident.changes().engine());
      }
    }
  }

  /** What is to be computed, on which shards. */
  private record Work(GradientSpec spec, Map<DataSplit, List<Shard>> shards) {
    /**
     * @param rows of training; validation has a few, test none
     */
    static Work of(
        NetworkSpec network, long rows, int batchSize, boolean sparse, double[] weights) {
      ShardSizes sizes = new ShardSizes(rows, 16);
      BatchPlan plan = new BatchPlan(sizes, batchSize, BatchPlan.LastBatch.KEEP, 4);
      int groups = plan.groups(ParameterLayout.of(network).size());
      Map<DataSplit, List<Shard>> shards = new EnumMap<>(DataSplit.class);
      shards.put(DataSplit.TRAIN, ShardFixtures.random(sizes, network.inputs(), sparse, 11));
      shards.put(
          DataSplit.VALIDATION,
          ShardFixtures.random(new ShardSizes(301, 8), network.inputs(), sparse, 12));
      return new Work(new GradientSpec(network, "java", plan, groups, 4, weights), shards);
    }

    Map<DataSplit, JavaRDD<Shard>> onSpark(int partitions) {
      Map<DataSplit, JavaRDD<Shard>> rdds = new EnumMap<>(DataSplit.class);
      shards.forEach(
          (split, own) ->
              rdds.put(split, CONTEXT.parallelize(own, Math.min(partitions, own.size()))));
      return rdds;
    }

    BatchPlan plan() {
      return spec.plan();
    }

    double[] parameters() {
      int size = ParameterLayout.of(spec.network()).size();
      return new Random(5).doubles(size, -0.5, 0.5).toArray();
    }

    LocalGradientComputer reference(SpinningThreadPool one) {
      return new LocalGradientComputer(spec, shards, one);
    }
  }

  private record Case(
      String name,
      boolean sparse,
      List<Integer> hidden,
      double dropout,
      long rows,
      int batchSize,
      int columns) {
    @Override
    public String toString() {
      return name;
    }

    Work work() {
      List<String> activations = hidden.stream().map(h -> "tanh").toList();
      NetworkSpec network =
          new NetworkSpec(columns, hidden, activations, "logistic", Map.of(), 2, true, dropout);
      return Work.of(network, rows, batchSize, sparse, null);
    }
  }

  static Stream<Arguments> everyEngineAndGradient() {
    return Stream.of(
            new Case("dense linear", false, List.of(), 0, 2003, 100, 7),
            new Case("dense network with dropout", false, List.of(9, 5), 0.3, 2003, 333, 7),
            new Case("sparse linear", true, List.of(), 0, 2003, 1, 30),
            new Case("sparse network", true, List.of(6), 0, 2003, 2000, 30),
            new Case("parameters that need a broadcast", true, List.of(100), 0, 2003, 64, 3000),
            new Case("more shards than rows", false, List.of(), 0, 5, 2, 7))
        .flatMap(c -> Stream.of(Engine.values()).map(engine -> Arguments.of(engine, c)));
  }

  @ParameterizedTest
  @MethodSource("everyEngineAndGradient")
  void gradientsAndEvaluationsHaveTheBitsOfOneThread(Engine engine, Case c) {
    Work work = c.work();
    float[] parameters = ParameterLayout.float32(work.parameters());
    long epoch = work.plan().stepsPerEpoch();
    List<Batch> batches = Stream.of(0L, epoch + epoch / 2).map(work.plan()::batch).toList();
    try (SpinningThreadPool one = new SpinningThreadPool(1);
        GradientComputer reference = work.reference(one)) {
      engine.each(work, computer -> assertBits(reference, computer, parameters, batches));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shardsOnDiskGiveTheBitsOfShardsInMemory(Engine engine) {
    Work work = new Case("", false, List.of(), 0, 2003, 100, 7).work();
    float[] parameters = ParameterLayout.float32(work.parameters());
    List<Batch> batches = IntStream.range(0, 30).mapToObj(step -> work.plan().batch(step)).toList();
    Map<DataSplit, JavaRDD<Shard>> kept = work.onSpark(4);
    kept.values().forEach(rdd -> rdd.persist(StorageLevel.DISK_ONLY()).count());
    try (SpinningThreadPool one = new SpinningThreadPool(1);
        GradientComputer reference = work.reference(one)) {
      engine.fromDisk(
          work,
          kept,
          computer -> {
            assertBits(reference, computer, parameters, batches);
            assertBits(reference, computer, work.parameters());
          });
    } finally {
      kept.values().forEach(rdd -> rdd.unpersist());
    }
  }

  private static void assertBits(
      GradientComputer reference, GradientComputer computer, float[] at, List<Batch> batches) {
    for (Batch batch : batches) {
      GradientAggregate expected = reference.at(at, batch);
      GradientAggregate found = computer.at(at, batch);
      assertEquals(batch.rows(), found.rows());
      assertEquals(expected.weight(), found.weight());
      assertEquals(expected.loss(), found.loss());
      assertArrayEquals(expected.indices(), found.indices());
      assertArrayEquals(expected.gradient(), found.gradient(), 0);
    }
    for (DataSplit split : DataSplit.values()) {
      Evaluation expected = reference.evaluate(at, split);
      Evaluation found = computer.evaluate(at, split);
      assertEquals(expected.lossSum(), found.lossSum());
      assertEquals(expected.rows(), found.rows());
    }
    assertSame(Evaluation.EMPTY, computer.evaluate(at, DataSplit.TEST));
  }

  private record CurvatureCase(
      String name, String loss, boolean sparse, int columns, double[] classWeights) {
    @Override
    public String toString() {
      return name;
    }

    Work work() {
      NetworkSpec network =
          new NetworkSpec(columns, List.of(), List.of(), loss, Map.of(), 2, true, 0);
      return Work.of(network, 2003, 100, sparse, classWeights);
    }
  }

  static Stream<Arguments> everyEngineAndCurvature() {
    return Stream.of(
            new CurvatureCase("dense, one score", "logistic", false, 7, new double[] {0.5, 2}),
            new CurvatureCase("dense, two scores", "softmax", false, 7, null),
            new CurvatureCase("sparse, one score", "squaredHinge", true, 30, null),
            new CurvatureCase("sparse, two scores", "softmax", true, 30, new double[] {0.5, 2}))
        .flatMap(c -> Stream.of(Engine.values()).map(engine -> Arguments.of(engine, c)));
  }

  @ParameterizedTest
  @MethodSource("everyEngineAndCurvature")
  void secondDerivativesHaveTheBitsOfOneThreadBetweenOtherWork(Engine engine, CurvatureCase c) {
    Work work = c.work();
    float[] zeros = new float[work.parameters().length];
    try (SpinningThreadPool one = new SpinningThreadPool(1);
        GradientComputer reference = work.reference(one)) {
      engine.each(
          work,
          computer -> {
            assertBits(reference, computer, work.parameters());
            computer.at(zeros, work.plan().batch(0));
            assertBits(reference, computer, work.parameters());
            computer.evaluate(zeros, DataSplit.TRAIN);
            assertBits(reference, computer, work.parameters());
          });
    }
  }

  private static void assertBits(
      GradientComputer reference, GradientComputer computer, double[] at) {
    CurvatureAggregate expected = reference.curvature(at, DataSplit.TRAIN);
    CurvatureAggregate found = computer.curvature(at, DataSplit.TRAIN);
    assertEquals(2003, found.rows());
    assertEquals(expected.weight(), found.weight());
    assertEquals(expected.loss(), found.loss());
    assertArrayEquals(expected.gradient(), found.gradient());
    assertArrayEquals(expected.hessian(), found.hessian());
  }

  @ParameterizedTest
  @EnumSource
  void theRowThatIsNotFiniteIsNamed(Engine engine) {
    NetworkSpec network = new NetworkSpec(3, List.of(), List.of(), "mse", Map.of(), 0, true, 0);
    Work work = Work.of(network, 1600, 1600, false, null);
    work.shards.get(DataSplit.TRAIN).get(2).chunks().get(0).labels()[57] = 1e300;
    float[] parameters = new float[4];
    Batch all = work.plan().batch(0);
    engine.each(
        work,
        computer -> {
          computer.at(parameters, all);
          NonFiniteRow found = computer.nonFiniteRow(parameters, all);
          assertEquals(2, found.shard());
          assertEquals(57, found.row());
          assertEquals(Double.POSITIVE_INFINITY, found.loss());
        });
  }
}

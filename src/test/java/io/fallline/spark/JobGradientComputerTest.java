package io.fallline.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.LocalSpark;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.GradientAggregate;
import io.fallline.core.model.Network;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.model.ParameterLayout;
import io.fallline.core.training.Batch;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.NonFiniteRow;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobGradientComputerTest {
  private final JavaSparkContext context =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  record Case(
      String name,
      boolean sparse,
      List<Integer> hidden,
      double dropout,
      int batchSize,
      int columns) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> everyKindOfWork() {
    return Stream.of(
        new Case("dense linear", false, List.of(), 0, 100, 7),
        new Case("dense network with dropout", false, List.of(9, 5), 0.3, 333, 7),
        new Case("sparse linear", true, List.of(), 0, 1, 30),
        new Case("sparse network", true, List.of(6), 0, 2000, 30),
        new Case("parameters that need a broadcast", true, List.of(100), 0, 64, 3000));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfWork")
  void jobsGiveTheBitsOfLocalThreadsForAnyNumberOfTasksAndPartitions(Case c) {
    ShardSizes sizes = new ShardSizes(2003, 16);
    BatchPlan plan = new BatchPlan(sizes, c.batchSize, false, 4);
    NetworkSpec network =
        new NetworkSpec(
            c.columns,
            c.hidden,
            c.hidden.stream().map(h -> "tanh").toList(),
            "logistic",
            Map.of(),
            2,
            true,
            c.dropout);
    int size = ParameterLayout.of(network).size();
    GradientSpec spec = new GradientSpec(network, "java", plan, plan.groups(size), 4, null);
    List<Shard> shards = ShardFixtures.random(sizes, c.columns, c.sparse, 11);
    float[] parameters = Network.float32(new Random(5).doubles(size, -0.5, 0.5).toArray());
    Batch batch = plan.batch(plan.stepsPerEpoch() + plan.stepsPerEpoch() / 2);
    try (SpinningThreadPool one = new SpinningThreadPool(1);
        GradientComputer local =
            new LocalGradientComputer(spec, Map.of(DataSplit.TRAIN, shards), one)) {
      GradientAggregate expected = local.at(parameters, batch);
      Evaluation expectedEvaluation = local.evaluate(parameters, DataSplit.TRAIN);
      assertEquals(batch.rows(), expected.rows());
      for (int threads : new int[] {2, 3, 16}) {
        try (SpinningThreadPool team = new SpinningThreadPool(threads);
            GradientComputer source =
                new LocalGradientComputer(spec, Map.of(DataSplit.TRAIN, shards), team)) {
          assertSame(expected, source.at(parameters, batch));
        }
      }
      for (int partitions : new int[] {1, 4, 16}) {
        JavaRDD<Shard> rdd = context.parallelize(shards, partitions);
        for (int tasks : new int[] {1, 2, 3, 16}) {
          try (GradientComputer jobs =
              new JobGradientComputer(spec, Map.of(DataSplit.TRAIN, rdd), tasks)) {
            assertSame(expected, jobs.at(parameters, batch));
            Evaluation found = jobs.evaluate(parameters, DataSplit.TRAIN);
            assertEquals(expectedEvaluation.lossSum(), found.lossSum());
            assertEquals(expectedEvaluation.rows(), found.rows());
          }
        }
      }
    }
  }

  @Test
  void everyEngineNamesTheSameNonFiniteRow() {
    ShardSizes sizes = new ShardSizes(400, 4);
    BatchPlan plan = new BatchPlan(sizes, 400, false, 4);
    NetworkSpec network = new NetworkSpec(3, List.of(), List.of(), "mse", Map.of(), 0, true, 0);
    GradientSpec spec = new GradientSpec(network, "java", plan, 4, 4, null);
    List<Shard> shards = ShardFixtures.random(sizes, 3, false, 11);
    shards.get(2).chunks().get(0).labels()[57] = 1e300;
    float[] parameters = new float[ParameterLayout.of(network).size()];
    Map<DataSplit, JavaRDD<Shard>> rdds = Map.of(DataSplit.TRAIN, context.parallelize(shards, 4));
    try (SpinningThreadPool team = new SpinningThreadPool(2);
        GradientComputer local =
            new LocalGradientComputer(spec, Map.of(DataSplit.TRAIN, shards), team);
        GradientComputer jobs = new JobGradientComputer(spec, rdds, 2);
        GradientComputer resident = new ResidentGradientComputer(spec, rdds, told -> {})) {
      NonFiniteRow expected = local.nonFiniteRow(parameters, plan.batch(0));
      assertEquals(2, expected.shard());
      assertEquals(57, expected.row());
      assertEquals(Double.POSITIVE_INFINITY, expected.loss());
      assertEquals(expected, jobs.nonFiniteRow(parameters, plan.batch(0)));
      resident.at(parameters, plan.batch(0));
      assertEquals(expected, resident.nonFiniteRow(parameters, plan.batch(0)));
    }
  }

  private static void assertSame(GradientAggregate expected, GradientAggregate found) {
    assertEquals(expected.rows(), found.rows());
    assertEquals(expected.weight(), found.weight());
    assertEquals(expected.loss(), found.loss());
    assertArrayEquals(expected.gradient(), found.gradient(), 0);
  }
}

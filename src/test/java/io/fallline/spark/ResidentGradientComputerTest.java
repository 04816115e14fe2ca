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
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResidentGradientComputerTest {
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

  static Stream<Arguments> everyKindOfWorkThroughEveryDoor() {
    return everyKindOfWork().flatMap(c -> Stream.of(Arguments.of(c, true), Arguments.of(c, false)));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfWorkThroughEveryDoor")
  void residentTasksGiveTheBitsOfLocalThreads(Case c, boolean direct) {
    ShardSizes sizes = new ShardSizes(2003, 16);
    ShardSizes validationSizes = new ShardSizes(301, 8);
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
    List<Shard> train = ShardFixtures.random(sizes, c.columns, c.sparse, 11);
    List<Shard> validation = ShardFixtures.random(validationSizes, c.columns, c.sparse, 12);
    List<String> warnings = new ArrayList<>();
    ResidentLimits limits = ResidentLimits.of(context.getConf());
    for (int partitions : new int[] {1, 4, 16}) {
      Map<DataSplit, JavaRDD<Shard>> rdds =
          Map.of(
              DataSplit.TRAIN, context.parallelize(train, partitions),
              DataSplit.VALIDATION, context.parallelize(validation, Math.min(partitions, 8)));
      try (SpinningThreadPool one = new SpinningThreadPool(1);
          GradientComputer local =
              new LocalGradientComputer(
                  spec, Map.of(DataSplit.TRAIN, train, DataSplit.VALIDATION, validation), one);
          ResidentGradientComputer resident =
              new ResidentGradientComputer(spec, rdds, warnings::add, limits, direct)) {
        Random random = new Random(5);
        for (long step = 0; step < 3 * plan.stepsPerEpoch(); step += 1 + plan.stepsPerEpoch() / 3) {
          float[] parameters = Network.float32(random.doubles(size, -0.5, 0.5).toArray());
          Batch batch = plan.batch(step);
          assertSame(local.at(parameters, batch), resident.at(parameters, batch));
          for (DataSplit part : DataSplit.values()) {
            Evaluation expected = local.evaluate(parameters, part);
            Evaluation found = resident.evaluate(parameters, part);
            assertEquals(expected.lossSum(), found.lossSum());
            assertEquals(expected.rows(), found.rows());
          }
        }
        assertEquals(List.of(), resident.log().changes());
        assertEquals("resident", resident.log().engine());
      }
    }
    assertEquals(List.of(), warnings);
  }

  @Test
  void shardsOnDiskGiveTheBitsOfShardsInMemory() {
    ShardSizes sizes = new ShardSizes(2003, 16);
    BatchPlan plan = new BatchPlan(sizes, 100, false, 4);
    NetworkSpec network =
        new NetworkSpec(7, List.of(), List.of(), "logistic", Map.of(), 2, true, 0);
    GradientSpec spec = new GradientSpec(network, "java", plan, plan.groups(8), 4, null);
    List<Shard> train = ShardFixtures.random(sizes, 7, false, 11);
    JavaRDD<Shard> onDisk = context.parallelize(train, 4).persist(StorageLevel.DISK_ONLY());
    onDisk.count();
    List<String> warnings = new ArrayList<>();
    try (SpinningThreadPool one = new SpinningThreadPool(1);
        GradientComputer local =
            new LocalGradientComputer(spec, Map.of(DataSplit.TRAIN, train), one);
        ResidentGradientComputer resident =
            new ResidentGradientComputer(spec, Map.of(DataSplit.TRAIN, onDisk), warnings::add)) {
      float[] parameters = {0.1f, -0.2f, 0.3f, 0.4f, -0.5f, 0.6f, 0.7f, 0.8f};
      for (long step = 0; step < 2 * plan.stepsPerEpoch(); step++) {
        Batch batch = plan.batch(step);
        assertSame(local.at(parameters, batch), resident.at(parameters, batch));
      }
      assertEquals(
          local.evaluate(parameters, DataSplit.TRAIN).lossSum(),
          resident.evaluate(parameters, DataSplit.TRAIN).lossSum());
      assertEquals("resident", resident.log().engine());
    } finally {
      onDisk.unpersist();
    }
    assertEquals(List.of(), warnings);
  }

  private static void assertSame(GradientAggregate expected, GradientAggregate found) {
    assertEquals(expected.rows(), found.rows());
    assertEquals(expected.weight(), found.weight());
    assertEquals(expected.loss(), found.loss());
    assertArrayEquals(expected.indices(), found.indices());
    assertArrayEquals(expected.gradient(), found.gradient(), 0);
  }
}

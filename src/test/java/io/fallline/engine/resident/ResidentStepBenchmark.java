package io.fallline.engine.resident;

import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import java.io.File;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * What a step of the engine {@code resident} with next to no arithmetic costs beside an empty Spark
 * job of as many tasks, in turns in one session; run by hand with the test class path: master,
 * columns, tasks met by {@code direct} or {@code rpc}; a {@code local-cluster} wants SPARK_HOME to
 * have Spark's jars.
 */
final class ResidentStepBenchmark {
  private static final int ROUNDS = 7;

  private ResidentStepBenchmark() {}

  public static void main(String[] arguments) {
    SparkSession session =
        SparkSession.builder()
            .master(arguments[0])
            .appName("steps")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.executor.memory", "1g")
            .config("spark.executor.extraClassPath", classes())
            .config("spark.executor.extraJavaOptions", "--add-modules=jdk.incubator.vector")
            .getOrCreate();
    session.sparkContext().setLogLevel("OFF");
    compare(session, Integer.parseInt(arguments[1]), !arguments[2].equals("rpc"));
    session.stop();
  }

  /** Ours and the tests'; Spark's own an executor has. */
  private static String classes() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith(".jar"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void compare(SparkSession session, int columns, boolean direct) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    ShardSizes sizes = new ShardSizes(256, 16);
    BatchPlan plan = new BatchPlan(sizes, 8, BatchPlan.LastBatch.KEEP, 1);
    NetworkSpec network =
        new NetworkSpec(columns, List.of(), List.of(), "logistic", Map.of(), 2, true, 0);
    int parameters = ParameterLayout.of(network).size();
    GradientSpec spec = new GradientSpec(network, "vector", plan, plan.groups(parameters), 1, null);
    List<Integer> numbers = IntStream.range(0, sizes.shards()).boxed().toList();
    JavaRDD<Shard> rdd =
        context
            .parallelize(numbers, sizes.shards())
            .map(
                v ->
                    new Shard(
                        v,
                        ShardFixtures.random(new ShardSizes(sizes.size(v), 1), columns, false, v)
                            .get(0)
                            .chunks()))
            .cache();
    rdd.count();
    float[] weights = new float[parameters];
    JavaRDD<Integer> empty = context.parallelize(List.of(1, 2), 2);
    double[] steps = new double[ROUNDS];
    double[] empties = new double[ROUNDS];
    for (int round = -2; round < ROUNDS; round++) {
      double step;
      try (ResidentGradientComputer resident =
          new ResidentGradientComputer(
              spec,
              Map.of(DataSplit.TRAIN, rdd),
              System.out::println,
              ResidentLimits.of(context.getConf()),
              direct)) {
        int[] number = {0};
        IntConsumer one =
            i -> {
              // an epoch's border looks after executors; that is not what is measured here
              resident.at(weights, plan.batch(number[0]++ % plan.stepsPerEpoch()));
            };
        int count = context.isLocal() ? columns > 1000 ? 500 : 10_000 : 100;
        IntStream.range(0, count).forEach(one);
        step = millis(count, one);
      }
      double none =
          millis(
              context.isLocal() ? 300 : 50,
              i -> context.sc().runJob(empty.rdd(), new Nothing(), ClassTag$.MODULE$.Object()));
      System.out.printf("  step %.4f ms, empty job %.2f ms%n", step, none);
      if (round >= 0) {
        steps[round] = step;
        empties[round] = none;
      }
    }
    double step = median(steps);
    double none = median(empties);
    System.out.printf(
        "%s, %,d parameters: a step %.4f ms, an empty job %.2f ms, %.0f times cheaper%n",
        context.master(), parameters, step, none, none / step);
  }

  /** What the tasks of an empty job do. */
  private static final class Nothing
      extends AbstractFunction2<TaskContext, Iterator<Integer>, Object> implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(TaskContext task, Iterator<Integer> numbers) {
      return 0;
    }
  }

  private static double millis(int count, IntConsumer step) {
    long start = System.nanoTime();
    IntStream.range(0, count).forEach(step);
    return (System.nanoTime() - start) / 1e6 / count;
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}

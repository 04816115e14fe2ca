package io.fallline.engine;

import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import io.fallline.engine.jobs.JobGradientComputer;
import io.fallline.testing.LocalSpark;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * What a step of the engine {@code jobs} costs beside an empty Spark job of as many tasks, in turns
 * in one session; run by hand: {@code mvn test-compile}, then this class with the test class path.
 */
final class StepCostBenchmark {
  private static final int ROUNDS = 7;
  private static final int STEPS = 200;
  private static final int COLUMNS = 100;

  private StepCostBenchmark() {}

  public static void main(String[] arguments) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    for (long rows : new long[] {20_000, 200_000, 1_000_000}) {
      compare(context, rows, 8);
      compare(context, rows, rows / 1000);
    }
    LocalSpark.stop();
  }

  private static void compare(JavaSparkContext context, long rows, long batchSize) {
    ShardSizes sizes = ShardSizes.auto(rows);
    BatchPlan plan = new BatchPlan(sizes, batchSize, BatchPlan.LastBatch.KEEP, 1);
    NetworkSpec network =
        new NetworkSpec(COLUMNS, List.of(), List.of(), "logistic", Map.of(), 2, true, 0);
    int parameters = ParameterLayout.of(network).size();
    GradientSpec spec = new GradientSpec(network, "java", plan, plan.groups(parameters), 1, null);
    List<Integer> numbers = IntStream.range(0, sizes.shards()).boxed().toList();
    JavaRDD<Shard> rdd =
        context
            .parallelize(
                numbers, Math.min(sizes.shards(), 16)) // not the shards: tasks would carry them
            .map(
                v ->
                    new Shard(
                        v,
                        ShardFixtures.random(new ShardSizes(sizes.size(v), 1), COLUMNS, false, v)
                            .get(0)
                            .chunks()))
            .persist(StorageLevel.MEMORY_ONLY());
    rdd.count();
    float[] weights = new float[parameters];
    try (JobGradientComputer jobs =
        new JobGradientComputer(spec, Map.of(DataSplit.TRAIN, rdd), 2)) {
      JavaRDD<Integer> empty = context.parallelize(List.of(1, 2), jobs.tasks());
      double[] steps = new double[ROUNDS];
      double[] empties = new double[ROUNDS];
      for (int round = -2; round < ROUNDS; round++) {
        double step = millis(i -> jobs.at(weights, plan.batch(i)));
        double none =
            millis(
                i -> context.sc().runJob(empty.rdd(), new Nothing(), ClassTag$.MODULE$.Object()));
        if (round >= 0) {
          steps[round] = step;
          empties[round] = none;
        }
      }
      double step = median(steps);
      double none = median(empties);
      System.out.printf(
          "%,d rows, batch %,d, %d tasks: a step %.2f ms, an empty job %.2f ms, ratio %.2f; %,.0f samples/s%n",
          rows, batchSize, jobs.tasks(), step, none, step / none, batchSize / step * 1000);
    } finally {
      rdd.unpersist(true);
    }
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

  private interface Step {
    void run(int number);
  }

  private static double millis(Step step) {
    long start = System.nanoTime();
    IntStream.range(0, STEPS).forEach(step::run);
    return (System.nanoTime() - start) / 1e6 / STEPS;
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}

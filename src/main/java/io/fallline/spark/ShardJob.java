package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.serialization.JavaSerialization;
import io.fallline.core.training.Shard;
import io.fallline.watch.JobDescription;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * One Spark job over shards: parameters go out, sums come back by partition number and are added
 * along the tree.
 */
final class ShardJob {
  /**
   * Parameters up to this size travel in the closure, which Spark broadcasts anyway; larger ones by
   * a broadcast.
   */
  private static final int CLOSURE_BYTES = 1 << 20;

  private ShardJob() {}

  /**
   * @param purpose what Spark's pages say of the job
   * @param times is told what this took
   * @param task makes the tasks' work from the parameters
   */
  static <T> T run(
      RDD<Shard> shards,
      String purpose,
      float[] parameters,
      Function<TaskParameters, ShardTask<T>> task,
      BinaryOperator<T> addition,
      GradientTimes times) {
    return JobDescription.during(
        shards.context(), purpose, () -> run(shards, parameters, task, addition, times));
  }

  /** A job whose parameters travel in the task itself, and whose time nobody counts. */
  static <T> T run(
      RDD<Shard> shards, String purpose, ShardTask<T> task, BinaryOperator<T> addition) {
    return JobDescription.during(
        shards.context(), purpose, () -> total(shards, task, addition, new GradientTimes()));
  }

  private static <T> T run(
      RDD<Shard> shards,
      float[] parameters,
      Function<TaskParameters, ShardTask<T>> task,
      BinaryOperator<T> addition,
      GradientTimes times) {
    if (parameters.length * (long) Float.BYTES <= CLOSURE_BYTES) {
      return total(shards, task.apply(new TaskParameters(parameters, null)), addition, times);
    }
    Broadcast<float[]> broadcast =
        shards.context().broadcast(parameters, ClassTag$.MODULE$.apply(float[].class));
    try {
      return total(shards, task.apply(new TaskParameters(null, broadcast)), addition, times);
    } finally {
      broadcast.destroy();
    }
  }

  @SuppressWarnings("unchecked") // a class of a generic type cannot be named
  private static <T> T total(
      RDD<Shard> shards, ShardTask<T> task, BinaryOperator<T> addition, GradientTimes times) {
    ClassTag<byte[]> type = ClassTag$.MODULE$.apply(byte[].class);
    byte[][] results = (byte[][]) shards.context().runJob(shards, task, type);
    long begin = System.nanoTime();
    TreeReduction<T> tree = new TreeReduction<>(addition);
    long longest = 0;
    for (byte[] wired : results) {
      JobTaskResult<T> result = JavaSerialization.value(wired, JobTaskResult.class);
      result.nodes().forEach(tree::add);
      longest = Math.max(longest, result.nanos());
    }
    T total = tree.total();
    times.add(longest, System.nanoTime() - begin);
    return total;
  }
}

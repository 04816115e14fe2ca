package io.fallline.engine.jobs;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.serialization.JavaSerialization;
import io.fallline.core.training.Shard;
import io.fallline.engine.GradientTimes;
import io.fallline.watch.JobDescription;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.Function2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * A Spark job over shards. Parameters go out with the tasks, sums come back by partition number,
 * and the driver adds them along the tree.
 */
final class ShardJob {
  /**
   * Parameters up to this size travel in the closure, which Spark broadcasts anyway; larger ones by
   * a broadcast.
   */
  private static final int CLOSURE_BYTES = 1 << 20;

  private ShardJob() {}

  /** What a task makes of its shards. It travels to the executors with all that it captures. */
  interface Work<T> extends Serializable {
    /**
     * @return sums along the tree
     */
    List<TreeReduction.Node<T>> of(int partition, float[] parameters, Iterator<Shard> shards);
  }

  /**
   * @param purpose what Spark's pages say of the job
   * @param times is told what this took
   */
  static <T> T run(
      RDD<Shard> shards,
      String purpose,
      float[] parameters,
      Work<T> work,
      BinaryOperator<T> addition,
      GradientTimes times) {
    return JobDescription.during(
        shards.context(), purpose, () -> run(shards, parameters, work, addition, times));
  }

  private static <T> T run(
      RDD<Shard> shards,
      float[] parameters,
      Work<T> work,
      BinaryOperator<T> addition,
      GradientTimes times) {
    if (parameters.length * (long) Float.BYTES <= CLOSURE_BYTES) {
      return total(shards, task(work, () -> parameters), addition, times);
    }
    Broadcast<float[]> broadcast =
        shards.context().broadcast(parameters, ClassTag$.MODULE$.apply(float[].class));
    try {
      return total(shards, task(work, broadcast::value), addition, times);
    } finally {
      broadcast.destroy();
    }
  }

  private interface Parameters extends Supplier<float[]>, Serializable {}

  private interface Task
      extends Function2<TaskContext, scala.collection.Iterator<Shard>, byte[]>, Serializable {}

  private static <T> Task task(Work<T> work, Parameters parameters) {
    return (task, shards) -> {
      long begin = System.nanoTime();
      List<TreeReduction.Node<T>> nodes =
          work.of(task.partitionId(), parameters.get(), CollectionConverters.asJava(shards));
      return JavaSerialization.bytes(new Sums<>(nodes, System.nanoTime() - begin));
    };
  }

  /** What a task sends, and how long it computed. */
  private record Sums<T>(List<TreeReduction.Node<T>> nodes, long nanos) implements Serializable {}

  @SuppressWarnings("unchecked") // a class of a generic type cannot be named
  private static <T> T total(
      RDD<Shard> shards, Task task, BinaryOperator<T> addition, GradientTimes times) {
    ClassTag<byte[]> type = ClassTag$.MODULE$.apply(byte[].class);
    byte[][] results = (byte[][]) shards.context().runJob(shards, task, type);
    long begin = System.nanoTime();
    TreeReduction<T> tree = new TreeReduction<>(addition);
    long longest = 0;
    for (byte[] bytes : results) {
      Sums<T> sums = JavaSerialization.value(bytes, Sums.class);
      sums.nodes().forEach(tree::add);
      longest = Math.max(longest, sums.nanos());
    }
    T total = tree.total();
    times.add(longest, System.nanoTime() - begin);
    return total;
  }
}

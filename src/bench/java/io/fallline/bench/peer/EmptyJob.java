package io.fallline.bench.peer;

import io.fallline.bench.Figures;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/** What Spark itself takes for a job whose tasks do nothing. */
public final class EmptyJob {
  private static final int JOBS = 200;

  private final SparkContext context;
  private final JavaRDD<Integer> nothing;

  public EmptyJob(SparkContext context, int tasks) {
    this.context = context;
    List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
    nothing = JavaSparkContext.fromSparkContext(context).parallelize(numbers, tasks);
  }

  public Figures run() {
    return Figures.of(
        "millis", Figures.median(IntStream.range(0, JOBS).mapToDouble(i -> millis()).toArray()));
  }

  private double millis() {
    long start = System.nanoTime();
    context.runJob(nothing.rdd(), new Nothing(), ClassTag$.MODULE$.Object());
    return (System.nanoTime() - start) / 1e6;
  }

  private static final class Nothing
      extends AbstractFunction2<TaskContext, Iterator<Integer>, Object> implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(TaskContext task, Iterator<Integer> numbers) {
      return 0;
    }
  }
}

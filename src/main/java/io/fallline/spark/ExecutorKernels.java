package io.fallline.spark;

import io.fallline.core.math.Kernels;
import io.fallline.watch.JobDescription;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * Which kernels all who compute have: every one must use the same, or the bits would depend on who
 * computed what.
 */
public final class ExecutorKernels {
  private static final int ASKED_PER_CORE = 2;

  private ExecutorKernels() {}

  /** The names of the kernels that driver and executors have alike, best first. */
  public static List<String> common(SparkContext context) {
    Set<String> common = new LinkedHashSet<>(Kernels.available());
    if (!context.isLocal()) {
      int tasks = ASKED_PER_CORE * context.defaultParallelism();
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        numbers.add(i);
      }
      JobDescription.during(
              context,
              "kernels of executors",
              () ->
                  JavaSparkContext.fromSparkContext(context)
                      .parallelize(numbers, tasks)
                      .mapPartitions(new Asked())
                      .collect())
          .forEach(common::retainAll);
    }
    return List.copyOf(common);
  }

  private static final class Asked
      implements FlatMapFunction<java.util.Iterator<Integer>, List<String>>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public java.util.Iterator<List<String>> call(java.util.Iterator<Integer> numbers) {
      return List.<List<String>>of(new ArrayList<>(Kernels.available())).iterator();
    }
  }
}

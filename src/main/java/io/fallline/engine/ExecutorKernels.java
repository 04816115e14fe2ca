package io.fallline.engine;

import io.fallline.core.math.Kernels;
import io.fallline.watch.JobDescription;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The kernels that driver and executors have in common. All must use the same, or the bits would
 * depend on who computed what.
 */
public final class ExecutorKernels {
  private static final int ASKED_PER_CORE = 2;

  private ExecutorKernels() {}

  public static List<String> common(SparkContext context) {
    Set<String> common = new LinkedHashSet<>(Kernels.available());
    if (!context.isLocal()) {
      int tasks = ASKED_PER_CORE * context.defaultParallelism();
      List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
      JobDescription.during(
              context,
              "kernels of executors",
              () ->
                  JavaSparkContext.fromSparkContext(context)
                      .parallelize(numbers, tasks)
                      .map(number -> new ArrayList<>(Kernels.available()))
                      .collect())
          .forEach(common::retainAll);
    }
    return List.copyOf(common);
  }
}

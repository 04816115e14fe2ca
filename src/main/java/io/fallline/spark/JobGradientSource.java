package io.fallline.spark;

import io.fallline.core.math.TreeSum;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.GradientSum;
import io.fallline.core.train.Batch;
import io.fallline.core.train.FloatParameters;
import io.fallline.core.train.GradientSource;
import io.fallline.core.train.GradientSpec;
import io.fallline.core.train.Part;
import io.fallline.core.train.Shard;
import io.fallline.core.train.TaskGroups;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The engine {@code jobs}: one Spark job a step. Results come by partition number, never in the order of arrival, and are
 * added along the tree.
 */
public final class JobGradientSource implements GradientSource {
  /** Parameters up to this size travel in the closure, which Spark broadcasts anyway; larger ones by a broadcast. */
  private static final int CLOSURE_BYTES = 1 << 20;

  private static final ClassTag<Shard> SHARD = ClassTag$.MODULE$.apply(Shard.class);

  private final SparkContext context;
  private final GradientSpec spec;
  private final Map<Part, JavaRDD<Shard>> shards;
  private final RDD<Shard> tasks;
  private final List<TaskGroups> groups;

  /**
   * @param shards of each part, in order; a partition has adjacent shards, and either whole groups or a whole fraction of one
   * @param mostTasks how many tasks a step has at most; the result does not depend on it
   */
  public JobGradientSource(GradientSpec spec, Map<Part, JavaRDD<Shard>> shards, int mostTasks) {
    this.spec = spec;
    this.shards = Map.copyOf(shards);
    RDD<Shard> training = shards.get(Part.TRAIN).rdd();
    this.context = training.context();
    int partitions = training.getNumPartitions();
    int units = Math.min(partitions, spec.groups());
    List<TaskGroups> unitRuns = TaskGroups.divide(units, mostTasks);
    this.groups =
        unitRuns.stream()
            .map(run -> new TaskGroups(run.from() * (spec.groups() / units), run.to() * (spec.groups() / units)))
            .toList();
    int[] starts = new int[unitRuns.size() + 1];
    for (int t = 0; t < unitRuns.size(); t++) {
      starts[t + 1] = unitRuns.get(t).to() * (partitions / units);
    }
    this.tasks = new AdjacentPartitions<>(training, starts, SHARD);
  }

  /** How many tasks a step has. */
  public int tasks() {
    return groups.size();
  }

  @Override
  public GradientSum at(double[] parameters, Batch batch) {
    int[] firstGroups = groups.stream().mapToInt(TaskGroups::from).toArray();
    List<TreeSum.Node<GradientSum>>[] results =
        withParameters(
            parameters,
            values -> run(tasks, new GradientTask(spec, values, batch, firstGroups)));
    return total(results, new TreeSum<>(GradientSum::add));
  }

  @Override
  public Evaluation evaluate(double[] parameters, Part part) {
    JavaRDD<Shard> rows = shards.get(part);
    if (rows == null) {
      return Evaluation.EMPTY;
    }
    List<TreeSum.Node<Evaluation>>[] results =
        withParameters(parameters, values -> run(rows.rdd(), new EvaluationTask(spec, values)));
    return total(results, new TreeSum<>(Evaluation::add));
  }

  private <T> T withParameters(double[] parameters, Function<TaskParameters, T> job) {
    float[] rounded = FloatParameters.of(parameters);
    if (rounded.length * (long) Float.BYTES <= CLOSURE_BYTES) {
      return job.apply(new TaskParameters(rounded, null));
    }
    Broadcast<float[]> broadcast = context.broadcast(rounded, ClassTag$.MODULE$.apply(float[].class));
    try {
      return job.apply(new TaskParameters(null, broadcast));
    } finally {
      broadcast.destroy();
    }
  }

  @SuppressWarnings("unchecked") // an array of a generic type cannot be named
  private <T> List<TreeSum.Node<T>>[] run(RDD<Shard> rows, ShardTask<T> task) {
    ClassTag<List<TreeSum.Node<T>>> type = ClassTag$.MODULE$.apply(List.class);
    return (List<TreeSum.Node<T>>[]) context.runJob(rows, task, type);
  }

  private static <T> T total(List<TreeSum.Node<T>>[] results, TreeSum<T> tree) {
    for (List<TreeSum.Node<T>> nodes : results) {
      nodes.forEach(tree::add);
    }
    return tree.total();
  }

  @Override
  public void close() {}
}

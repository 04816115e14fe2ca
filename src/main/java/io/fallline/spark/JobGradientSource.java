package io.fallline.spark;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.GradientSum;
import io.fallline.core.train.Batch;
import io.fallline.core.train.GradientSource;
import io.fallline.core.train.GradientSpec;
import io.fallline.core.train.Part;
import io.fallline.core.train.Shard;
import io.fallline.core.train.TaskGroups;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The engine {@code jobs}: one Spark job a step. Results come by partition number, never in the
 * order of arrival, and are added along the tree.
 */
public final class JobGradientSource implements GradientSource {
  private static final ClassTag<Shard> SHARD = ClassTag$.MODULE$.apply(Shard.class);

  private final GradientSpec spec;
  private final Map<Part, JavaRDD<Shard>> shards;
  private final RDD<Shard> tasks;
  private final int[] firstGroups;

  /**
   * @param shards of each part, in order; a partition has adjacent shards, and either whole groups
   *     or a whole fraction of one
   * @param mostTasks how many tasks a step has at most; the result does not depend on it
   */
  public JobGradientSource(GradientSpec spec, Map<Part, JavaRDD<Shard>> shards, int mostTasks) {
    this.spec = spec;
    this.shards = Map.copyOf(shards);
    RDD<Shard> training = shards.get(Part.TRAIN).rdd();
    int partitions = training.getNumPartitions();
    int units = Math.min(partitions, spec.groups());
    List<TaskGroups> unitRuns = TaskGroups.divide(units, mostTasks);
    this.firstGroups =
        unitRuns.stream().mapToInt(run -> run.from() * (spec.groups() / units)).toArray();
    int[] starts = new int[unitRuns.size() + 1];
    for (int t = 0; t < unitRuns.size(); t++) {
      starts[t + 1] = unitRuns.get(t).to() * (partitions / units);
    }
    this.tasks = new AdjacentPartitions<>(training, starts, SHARD);
  }

  /** How many tasks a step has. */
  public int tasks() {
    return firstGroups.length;
  }

  @Override
  public GradientSum at(float[] parameters, Batch batch) {
    return ShardJob.run(
        tasks,
        parameters,
        values -> new GradientTask(spec, values, batch, firstGroups),
        GradientSum::add);
  }

  @Override
  public Evaluation evaluate(float[] parameters, Part part) {
    JavaRDD<Shard> rows = shards.get(part);
    return rows == null
        ? Evaluation.EMPTY
        : ClusterEvaluation.of(spec.network(), spec.kernels(), parameters, rows);
  }

  @Override
  public void close() {}
}

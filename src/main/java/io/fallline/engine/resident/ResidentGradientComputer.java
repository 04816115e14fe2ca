package io.fallline.engine.resident;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.NonFiniteSearch.NonFiniteRow;
import io.fallline.core.training.Shard;
import io.fallline.engine.ExecutorSlots;
import io.fallline.engine.GradientTimes;
import io.fallline.engine.jobs.JobGradientComputer;
import io.fallline.watch.JobDescription;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;

/**
 * The engine {@code resident}: tasks that stay, and a message a step. Where they cannot stay,
 * training goes on with a job a step, to the same bits, and returns to resident tasks at the next
 * epoch if it can.
 */
public final class ResidentGradientComputer implements GradientComputer {
  /** Stages in a row that had to end before they did what was asked of them. */
  private static final int MOST_RESTARTS = 4;

  /** Epochs at which training returns to resident tasks. */
  private static final int MOST_RETURNS = 3;

  private final SparkContext context;
  private final ResidentLimits limits;
  private final Map<DataSplit, JavaRDD<Shard>> shards;
  private final ResidentSession session;
  private final JobGradientComputer jobs;
  private final Consumer<String> warned;
  private final EngineChanges changes = new EngineChanges();
  private final GradientTimes times = new GradientTimes();
  private final FloatArrayPool arrays = new FloatArrayPool();
  private boolean resident;
  private int returns;
  private long commands;
  private long step;
  private long epoch = -1;

  /**
   * @param shards of each split, in order; a partition has adjacent shards, and either whole groups
   *     or a whole fraction of one
   * @param warned is told, on the thread that trains, when resident tasks could not go on
   */
  public ResidentGradientComputer(
      GradientSpec spec, Map<DataSplit, JavaRDD<Shard>> shards, Consumer<String> warned) {
    this(
        spec,
        shards,
        warned,
        ResidentLimits.of(shards.get(DataSplit.TRAIN).context().conf()),
        true);
  }

  public ResidentGradientComputer(
      GradientSpec spec,
      Map<DataSplit, JavaRDD<Shard>> shards,
      Consumer<String> warned,
      ResidentLimits limits,
      boolean direct) {
    this.context = shards.get(DataSplit.TRAIN).context();
    this.limits = limits;
    this.shards = Map.copyOf(shards);
    this.warned = warned;
    this.jobs = new JobGradientComputer(spec, shards, context.defaultParallelism(), times);
    this.session = new ResidentSession(context, spec, this.shards, limits, direct);
    this.resident = session.open();
    if (!resident) {
      returns = MOST_RETURNS;
      changes.jobs(0, "another training of this Spark application has resident tasks");
    }
  }

  @Override
  public GradientAggregate at(float[] parameters, Batch batch) {
    step = batch.step();
    if (batch.epoch() != epoch) {
      epoch = batch.epoch();
      epochBegins();
    }
    List<TaskResult> results =
        results(number -> new ResidentTaskCommand.Step(number, parameters, batch));
    if (results == null) {
      return jobs.at(parameters, batch);
    }
    changes.resident();
    long begin = System.nanoTime();
    arrays.reuseAll();
    TreeReduction<GradientAggregate> tree = new TreeReduction<>(arrays::add);
    results.forEach(result -> result.gradients(arrays).forEach(tree::add));
    GradientAggregate total = tree.total();
    times.add(session.longestNanos(), System.nanoTime() - begin);
    return total;
  }

  @Override
  public Evaluation evaluate(float[] parameters, DataSplit split) {
    if (!shards.containsKey(split)) {
      return Evaluation.EMPTY;
    }
    List<TaskResult> results =
        results(number -> new ResidentTaskCommand.Evaluate(number, parameters, split));
    if (results == null) {
      return jobs.evaluate(parameters, split);
    }
    TreeReduction<Evaluation> tree = new TreeReduction<>(Evaluation::add);
    results.forEach(result -> result.evaluations().forEach(tree::add));
    return tree.total();
  }

  @Override
  public CurvatureAggregate curvature(double[] parameters, DataSplit split) {
    List<TaskResult> results =
        results(number -> new ResidentTaskCommand.Curvature(number, parameters, split));
    if (results == null) {
      return jobs.curvature(parameters, split);
    }
    TreeReduction<CurvatureAggregate> tree = new TreeReduction<>(CurvatureAggregate::add);
    results.forEach(result -> result.curvatures().forEach(tree::add));
    return tree.total();
  }

  /** Executors may have come or gone, and others may have left slots free. */
  private void epochBegins() {
    if (resident) {
      session.regroup();
    } else if (returns < MOST_RETURNS && !session.othersWait()) {
      returns++;
      resident = true;
      changes.residentAgain(step);
    }
  }

  /** Of all resident tasks; null where jobs have to do it. */
  private List<TaskResult> results(LongFunction<ResidentTaskCommand> command) {
    for (int restarts = 0; resident; restarts++) {
      List<TaskResult> results = session.run(command.apply(++commands));
      if (results != null) {
        return results;
      }
      follow(session.endStage(), restarts);
    }
    return null;
  }

  private void follow(StageEndDecision decision, int restarts) {
    if (decision.next() == StageEndDecision.Next.FAIL) {
      resident = false;
      returns = MOST_RETURNS;
      throw ResidentGradientComputer.<RuntimeException>asItIs(decision.failure());
    }
    if (decision.next() == StageEndDecision.Next.JOBS) {
      goOnWithJobs(decision.reason());
    } else if (restarts == MOST_RESTARTS) {
      goOnWithJobs("resident tasks were lost again and again");
    } else if (decision.next() == StageEndDecision.Next.REBUILD) {
      ExecutorSlots.await(context, limits.slots());
      JobDescription.during(
          context,
          "lost shards made again",
          () -> shards.values().stream().map(JavaRDD::count).toList());
    }
  }

  private void goOnWithJobs(String reason) {
    ExecutorSlots.await(context, limits.slots());
    resident = false;
    changes.jobs(step, reason);
    warned.accept("training goes on with a Spark job a step: " + reason);
  }

  /** As a job would have thrown it: Spark's exceptions are checked, and no signature names them. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E asItIs(Throwable failure) throws E {
    throw (E) failure;
  }

  /** What gradients have gone to so far. */
  public GradientTimes times() {
    return times;
  }

  /** Who computed the gradients. */
  public EngineChanges changes() {
    return changes;
  }

  @Override
  public NonFiniteRow nonFiniteRow(float[] parameters, Batch batch) {
    close(); // for the slots that resident tasks hold
    return jobs.nonFiniteRow(parameters, batch);
  }

  @Override
  public void close() {
    session.close();
  }
}

package io.fallline.spark;

import io.fallline.core.math.TreeSum;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.CurvatureSum;
import io.fallline.core.model.GradientSum;
import io.fallline.core.train.Batch;
import io.fallline.core.train.GradientSpec;
import io.fallline.core.train.NonFiniteRow;
import io.fallline.core.train.Part;
import io.fallline.core.train.Shard;
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
public final class ResidentGradientSource implements ClusterGradientSource {
  /** Stages in a row that had to end before they did what was asked of them. */
  private static final int MOST_RESTARTS = 4;

  /** Epochs at which training returns to resident tasks. */
  private static final int MOST_RETURNS = 3;

  private final SparkContext context;
  private final ResidentLimits limits;
  private final Map<Part, JavaRDD<Shard>> shards;
  private final ResidentSession session;
  private final JobGradientSource jobs;
  private final Consumer<String> warned;
  private final EngineLog log = new EngineLog();
  private final GradientTimes times = new GradientTimes();
  private final SumWire wire = new SumWire();
  private boolean resident;
  private int returns;
  private long commands;
  private long step;
  private long epoch = -1;

  /**
   * @param shards of each part, in order; a partition has adjacent shards, and either whole groups
   *     or a whole fraction of one
   * @param warned is told, on the thread that trains, when resident tasks could not go on
   */
  public ResidentGradientSource(
      GradientSpec spec, Map<Part, JavaRDD<Shard>> shards, Consumer<String> warned) {
    this(spec, shards, warned, ResidentLimits.of(shards.get(Part.TRAIN).context().conf()), true);
  }

  ResidentGradientSource(
      GradientSpec spec,
      Map<Part, JavaRDD<Shard>> shards,
      Consumer<String> warned,
      ResidentLimits limits,
      boolean direct) {
    this.context = shards.get(Part.TRAIN).context();
    this.limits = limits;
    this.shards = Map.copyOf(shards);
    this.warned = warned;
    this.jobs = new JobGradientSource(spec, shards, context.defaultParallelism(), times);
    this.session = new ResidentSession(context, spec, this.shards, limits, direct);
    this.resident = session.open();
    if (!resident) {
      returns = MOST_RETURNS;
      log.jobs(0, "another training of this Spark application has resident tasks");
    }
  }

  @Override
  public GradientSum at(float[] parameters, Batch batch) {
    step = batch.step();
    if (batch.epoch() != epoch) {
      epoch = batch.epoch();
      epochBegins();
    }
    List<Sums> sums = sums(number -> Command.step(number, parameters, batch));
    if (sums == null) {
      return jobs.at(parameters, batch);
    }
    log.resident();
    long begin = System.nanoTime();
    wire.begin();
    TreeSum<GradientSum> tree = new TreeSum<>(wire::add);
    sums.forEach(ofTask -> gradients(ofTask).forEach(tree::add));
    GradientSum total = tree.total();
    times.add(session.longestNanos(), System.nanoTime() - begin);
    return total;
  }

  @Override
  public Evaluation evaluate(float[] parameters, Part part) {
    if (!shards.containsKey(part)) {
      return Evaluation.EMPTY;
    }
    List<Sums> sums = sums(number -> Command.evaluate(number, parameters, part));
    if (sums == null) {
      return jobs.evaluate(parameters, part);
    }
    TreeSum<Evaluation> tree = new TreeSum<>(Evaluation::add);
    sums.forEach(ofTask -> evaluations(ofTask).forEach(tree::add));
    return tree.total();
  }

  @Override
  public CurvatureSum curvature(double[] parameters, Part part) {
    List<Sums> sums = sums(number -> Command.curvature(number, parameters, part));
    if (sums == null) {
      return jobs.curvature(parameters, part);
    }
    TreeSum<CurvatureSum> tree = new TreeSum<>(CurvatureSum::add);
    sums.forEach(ofTask -> curvatures(ofTask).forEach(tree::add));
    return tree.total();
  }

  private static List<TreeSum.Node<CurvatureSum>> curvatures(Sums sums) {
    return sums instanceof Sums.Handed handed
        ? handed.curvatures()
        : SumWire.curvatures(((Sums.Wired) sums).ask());
  }

  private List<TreeSum.Node<GradientSum>> gradients(Sums sums) {
    return sums instanceof Sums.Handed handed
        ? handed.gradients()
        : wire.gradients(((Sums.Wired) sums).ask());
  }

  private static List<TreeSum.Node<Evaluation>> evaluations(Sums sums) {
    return ((Sums.Handed) sums).evaluations(); // the endpoint has read them
  }

  /** Executors may have come or gone, and others may have left slots free. */
  private void epochBegins() {
    if (resident) {
      session.regroup();
    } else if (returns < MOST_RETURNS && !session.othersWait()) {
      returns++;
      resident = true;
      log.residentAgain(step);
    }
  }

  /** Of all resident tasks; null where jobs have to do it. */
  private List<Sums> sums(LongFunction<Command> command) {
    for (int restarts = 0; resident; restarts++) {
      List<Sums> sums = session.run(command.apply(++commands));
      if (sums != null) {
        return sums;
      }
      follow(session.endStage(), restarts);
    }
    return null;
  }

  private void follow(Verdict verdict, int restarts) {
    if (verdict.next() == Verdict.Next.FAIL) {
      resident = false;
      returns = MOST_RETURNS;
      throw ResidentGradientSource.<RuntimeException>asItIs(verdict.failure());
    }
    if (verdict.next() == Verdict.Next.JOBS) {
      goOnWithJobs(verdict.reason());
    } else if (restarts == MOST_RESTARTS) {
      goOnWithJobs("resident tasks were lost again and again");
    } else if (verdict.next() == Verdict.Next.REBUILD) {
      Slots.await(context, limits.slots());
      JobDescription.during(context, "lost shards made anew", () -> counts(shards));
    }
  }

  private static List<Long> counts(Map<Part, JavaRDD<Shard>> shards) {
    return shards.values().stream().map(JavaRDD::count).toList();
  }

  private void goOnWithJobs(String reason) {
    Slots.await(context, limits.slots());
    resident = false;
    log.jobs(step, reason);
    warned.accept("training goes on with a Spark job a step: " + reason);
  }

  /** As a job would have thrown it: Spark's exceptions are checked, and no signature names them. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E asItIs(Throwable failure) throws E {
    throw (E) failure;
  }

  @Override
  public GradientTimes times() {
    return times;
  }

  /** Who computed the gradients. */
  public EngineLog log() {
    return log;
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

package io.fallline.faults;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardSizes;
import io.fallline.data.loading.TrainingData;
import io.fallline.engine.jobs.JobGradientComputer;
import io.fallline.engine.resident.ResidentGradientComputer;
import io.fallline.engine.shards.LocalShards;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The driver of {@link FaultsCampaign} and of those beside it, in a process of its own: trains
 * again and again on one cluster whose executors are killed, and compares with a calm training
 * without Spark. Its exit code is 0 if every training ended with the same bits.
 */
final class FaultsDriver {
  /** Instead of a case: no kills, but everything else. */
  static final String OTHERS = "others";

  private static final int EXECUTORS = 2;
  private static final int STEPS_OF_AN_EPOCH = 8;
  private static final int TRIALS = 6;
  private static final long HANGS_AFTER_SECONDS = 600;
  private static final List<Integer> HIDDEN = List.of(128, 64);

  private final SparkSession session;
  private final Map<DataSplit, JavaRDD<Shard>> shards = new EnumMap<>(DataSplit.class);
  private final SmallTraining training;
  private final SmallTraining.Course expected;
  private int runs;
  private int missed;
  private int differing;

  private FaultsDriver(SparkSession session, TrainingData data) {
    this.session = session;
    for (DataSplit split : List.of(DataSplit.TRAIN, DataSplit.VALIDATION)) {
      shards.put(split, data.shards(split));
    }
    int columns = data.encoding().inputs();
    ShardSizes sizes = data.sizes(DataSplit.TRAIN);
    long batchSize = (sizes.rows() + STEPS_OF_AN_EPOCH - 1) / STEPS_OF_AN_EPOCH;
    training = new SmallTraining(sizes, columns, HIDDEN, batchSize, 2);
    Map<DataSplit, List<Shard>> local = new EnumMap<>(DataSplit.class);
    shards.forEach((split, rdd) -> local.put(split, LocalShards.collected(rdd)));
    try (SpinningThreadPool team = new SpinningThreadPool(2);
        GradientComputer source = new LocalGradientComputer(training.spec(), local, team)) {
      expected = training.run(source);
    }
  }

  /**
   * @param arguments rows, whether speculation is on, {@value #OTHERS} or else the first case and
   *     the step from one to the next, how many random trainings, their first seed
   */
  public static void main(String[] arguments) throws Exception {
    boolean speculation = Boolean.parseBoolean(arguments[1]);
    boolean others = arguments[2].equals(OTHERS);
    SparkConf conf = TestCluster.conf("local-cluster[2,1,1024]", speculation);
    SparkSession session =
        SparkSession.builder().config(others ? TestCluster.impatient(conf) : conf).getOrCreate();
    boolean same;
    try (TrainingData data = TrainingData.load(session, TrialRows.spec(arguments[0]))) {
      FaultsDriver driver = new FaultsDriver(session, data);
      same =
          others
              ? driver.runOthers()
              : driver.run(
                  speculation,
                  Integer.parseInt(arguments[2]),
                  Integer.parseInt(arguments[3]),
                  Long.parseLong(arguments[4]),
                  Long.parseLong(arguments[5]));
      System.out.printf(
          "figure faults in local-cluster[2,1,1024], speculation %s: %d trainings whose executors"
              + " %s, %d with other bits, 0 hangs (%d faults came when the step they were for was over)%n",
          speculation ? "on" : "off",
          driver.runs,
          others ? "stood still or lost blocks" : "were killed",
          driver.differing,
          driver.missed);
    }
    ExecutorProcesses.kill(ExecutorProcesses.running(ProcessHandle.current()));
    System.exit(same ? 0 : 1);
  }

  private boolean run(boolean speculation, int first, int stride, long randomRuns, long firstSeed)
      throws Exception {
    long calmNanos = Math.max(calmStepNanos(true), calmStepNanos(false));
    System.out.printf("run a calm step takes %.1f ms%n", calmNanos / 1e6);
    for (int number = first; number < FaultPlan.CASES; number += stride) {
      int trial = 0;
      // steps may have become quicker since: sooner each time; those that were late are counted
      while (!train(FaultPlan.ofCase(number, training.steps(), trial), calmNanos >> trial)
          && ++trial < TRIALS) {
        System.out.println("run again");
      }
    }
    for (long seed = firstSeed; seed < firstSeed + randomRuns; seed++) {
      train(FaultPlan.random(seed, training.steps()), calmNanos);
    }
    withoutShuffle();
    // where not all cases are taken, each of the two settings takes one of the engines
    if (stride == 1 || !speculation) {
      train(FaultPlan.manyLosses(true), calmNanos);
    }
    if (stride == 1 || speculation) {
      train(FaultPlan.manyLosses(false), calmNanos);
    }
    return differing == 0;
  }

  private boolean runOthers() throws Exception {
    long calmNanos = calmStepNanos(false);
    for (Fault.Action action : List.of(Fault.Action.DROP, Fault.Action.PAUSE, Fault.Action.STOP)) {
      train(FaultPlan.other(action, true), calmNanos);
      train(FaultPlan.other(action, false), calmNanos);
    }
    return differing == 0;
  }

  /** From here on, shards come from the driver: no lost shuffle output ends a stage early. */
  private void withoutShuffle() {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    shards.replaceAll(
        (split, rdd) ->
            context.parallelize(LocalShards.collected(rdd), rdd.getNumPartitions()).cache());
  }

  private long calmStepNanos(boolean resident) throws Exception {
    List<Long> nanos = new ArrayList<>();
    try (GradientComputer source = source(resident, new ArrayList<>())) {
      SmallTraining.Course calm = training.run(new StepClock(source, nanos::add));
      if (!calm.equals(expected)) {
        throw new IllegalStateException("a calm training has other bits");
      }
    }
    return nanos.stream().sorted().toList().get(nanos.size() / 2);
  }

  private GradientComputer source(boolean resident, List<String> warnings) {
    return resident
        ? new ResidentGradientComputer(training.spec(), shards, warnings::add)
        : new JobGradientComputer(training.spec(), shards, EXECUTORS);
  }

  /** Whether the kills all came in time. */
  private boolean train(FaultPlan plan, long calmNanos) throws Exception {
    TestCluster.awaitExecutors(session.sparkContext(), EXECUTORS);
    long begin = System.nanoTime();
    List<String> notes = new ArrayList<>();
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () -> {
              GradientComputer source = source(plan.resident(), notes);
              try (FaultySource faulty = new FaultySource(source, plan.faults(), calmNanos)) {
                SmallTraining.Course course = training.run(faulty);
                differing += course.equals(expected) ? 0 : 1;
                notes.add(0, course.equals(expected) ? "the same bits" : "OTHER BITS");
                notes.add(1, "longest step %.1f s".formatted(faulty.longestNanos() / 1e9));
                return faulty.missed();
              }
            },
            task -> new Thread(task, "training").start());
    try {
      int late = run.get(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
      runs++;
      missed += late;
      System.out.printf(
          "run %s -> %s, %.1f s, executors up for %s s%s%n",
          plan,
          notes,
          (System.nanoTime() - begin) / 1e9,
          ExecutorProcesses.running(ProcessHandle.current()).stream()
              .map(e -> e.info().startInstant().map(s -> Duration.between(s, Instant.now())))
              .map(up -> up.map(Duration::toSeconds).orElse(-1L))
              .toList(),
          late == 0 ? "" : ", TOO LATE");
      return late == 0;
    } catch (TimeoutException hangs) {
      System.out.println("run " + plan + " HANGS");
      Thread.getAllStackTraces()
          .forEach(
              (thread, stack) ->
                  System.out.println("run " + thread + "\nrun     " + List.of(stack)));
      Runtime.getRuntime().halt(3);
      throw hangs;
    }
  }
}

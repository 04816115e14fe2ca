package io.fallline.job;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.ThreadTeam;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.model.ParameterLayout;
import io.fallline.core.train.BatchPlan;
import io.fallline.core.train.FloatParameters;
import io.fallline.core.train.GradientSource;
import io.fallline.core.train.GradientSpec;
import io.fallline.core.train.Part;
import io.fallline.core.train.TrainingLoop;
import io.fallline.core.train.TrainingRecipe;
import io.fallline.core.train.TrainingState;
import io.fallline.data.Encoding;
import io.fallline.data.TrainingData;
import io.fallline.job.configuration.JobConfiguration;
import io.fallline.job.configuration.ResolvedConfiguration;
import io.fallline.report.Summary;
import io.fallline.spark.ClusterWatch;
import io.fallline.store.HistoryFile;
import io.fallline.store.RunDirectory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** One training, from rows to a model in a run directory. */
public final class Train {
  private final SparkContext context;
  private final SparkSession session;
  private final Configuration hadoop;
  private final JobConfiguration job;
  private final Screen screen;
  private final WarmUp warmUp;
  private final long started = System.nanoTime();

  private Train(SparkSession session, JobConfiguration job, Screen screen, WarmUp warmUp) {
    this.warmUp = warmUp;
    this.session = session;
    this.context = session.sparkContext();
    this.hadoop = context.hadoopConfiguration();
    this.job = job;
    this.screen = screen;
  }

  /**
   * Trains as configured; what comes of it is in the run directory that the summary names.
   *
   * @throws Failure if something stops it
   */
  public static Result run(SparkSession session, JobConfiguration job, Screen screen) {
    try (WarmUp warmUp = WarmUp.begin(job)) {
      return run(session, job, screen, warmUp);
    }
  }

  /** The same, with a warm-up that has begun earlier; it ends when training begins. */
  public static Result run(
      SparkSession session, JobConfiguration job, Screen screen, WarmUp warmUp) {
    Summary summary =
        ClusterWatch.over(
            session.sparkContext(), () -> new Train(session, job, screen, warmUp).run());
    return new Result(new String(summary.toJson(), StandardCharsets.UTF_8), summary.toText());
  }

  private Summary run() {
    RunDirectory run =
        RunDirectory.create(job.output().directory(), job.name(), hadoop, Instant.now());
    run.write("resolved.conf", ResolvedConfiguration.render(job).getBytes(StandardCharsets.UTF_8));
    try (TrainingData data =
        TrainingData.load(session, DataSpecs.of(job.data(), Networks.loss(job.model()).labels()))) {
      data.warnings().forEach(warning -> screen.print("warning: " + warning + "\n"));
      Outcome outcome = train(data, run);
      Summary summary =
          Summaries.of(job, run, data, context.version(), outcome, secondsSince(started));
      run.write("summary.json", summary.toJson());
      return summary;
    }
  }

  private Outcome train(TrainingData data, RunDirectory run) {
    Encoding encoding = data.encoding();
    NetworkSpec network = Networks.spec(job.model(), encoding.inputs(), encoding.classCount());
    ParameterLayout layout = ParameterLayout.of(network);
    BatchPlan plan = Recipes.plan(job.training(), data.sizes(Part.TRAIN));
    Memory.of(job, layout.size(), plan, context);
    String kernels = KernelChoice.choose(job.training(), context);
    double[] factors =
        ClassFactors.of(
            job.training().classWeights(), encoding.classes(), data.classWeightTotals());
    GradientSpec spec =
        new GradientSpec(
            network, kernels, plan, plan.groups(layout.size()), job.training().seed(), factors);
    Engine engine = Engine.choose(job.training(), context, shardBytes(encoding, plan));
    Warnings warnings = new Warnings(screen);
    if (engine.isNotAsConfigured(job.training())) {
      warnings.accept("the engine is " + engine.name() + ": " + engine.reason());
    }
    TrainingRecipe recipe =
        Recipes.recipe(job, plan, layout.ranges(), weight(data, factors), timeLimit());
    TrainingState state =
        TrainingState.start(InitialParameters.of(network, job, hadoop), recipe.optimizer());
    try (ThreadTeam team = team();
        TimedGradients gradients =
            new TimedGradients(engine.open(spec, data, context, team, warnings));
        HistoryFile history = run.history()) {
      warmUp.close();
      double loadSeconds = secondsSince(started);
      EvaluationReport report = new EvaluationReport(Networks.loss(job.model()));
      long planned = recipe.stopping().plannedSteps(plan);
      RunListener listener =
          new RunListener(gradients, history, screen, report, job.training().epochs(), planned);
      warnings.to(listener);
      TrainingLoop loop = new TrainingLoop(recipe, gradients, listener, team);
      String stopReason = loop.run(state);
      listener.ended();
      TrainedModel model =
          new TrainedModel(
              network, loop.result(state), encoding, kernels, Summaries.source(job.data()));
      Map<Part, Evaluation> evaluations = evaluate(gradients, model.parameters());
      boolean trained = state.step() > 0;
      if (trained) {
        model.write(
            run.path("model"),
            hadoop,
            Summaries.manifest(job, context.version(), report, evaluations));
      }
      return new Outcome(
          model,
          trained,
          engine.asItRan(gradients.source()),
          stopReason,
          state.step(),
          plan.stepsPerEpoch(),
          loadSeconds,
          listener,
          gradients,
          report,
          evaluations);
    }
  }

  /** As many threads as Spark would use here; elsewhere, all processors of the driver. */
  private ThreadTeam team() {
    return new ThreadTeam(
        context.isLocal()
            ? context.defaultParallelism()
            : Runtime.getRuntime().availableProcessors());
  }

  private static Map<Part, Evaluation> evaluate(GradientSource gradients, double[] parameters) {
    float[] rounded = FloatParameters.of(parameters);
    Map<Part, Evaluation> evaluations = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      evaluations.put(part, gradients.evaluate(rounded, part));
    }
    return evaluations;
  }

  /** Of all training rows, class weights counted in. */
  private static double weight(TrainingData data, double[] factors) {
    double[] totals = data.classWeightTotals();
    if (factors == null) {
      return data.trainingWeight();
    }
    double weight = 0;
    for (int c = 0; c < totals.length; c++) {
      weight += totals[c] * factors[c];
    }
    return weight;
  }

  /** A dense estimate: sparse shards take less. */
  private static long shardBytes(Encoding encoding, BatchPlan plan) {
    long columns = encoding.sparse() ? Math.min(encoding.inputs(), 256) : encoding.inputs();
    return plan.sizes().rows() * columns * Float.BYTES;
  }

  private BooleanSupplier timeLimit() {
    if (job.training().stop().minutes().isEmpty()) {
      return () -> false;
    }
    long start = System.nanoTime();
    double limit = job.training().stop().minutes().getAsDouble() * 60;
    return () -> secondsSince(start) >= limit;
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}

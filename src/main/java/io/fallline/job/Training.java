package io.fallline.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.fallline.core.train.StoppingRules;
import io.fallline.core.train.TrainingListener;
import io.fallline.core.train.TrainingLoop;
import io.fallline.core.train.TrainingRecipe;
import io.fallline.core.train.TrainingState;
import io.fallline.data.Encoding;
import io.fallline.data.TrainingData;
import io.fallline.job.configuration.JobConfiguration;
import io.fallline.store.CheckpointStore;
import io.fallline.store.HistoryFile;
import io.fallline.store.RunDirectory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;

/** One training on rows that are loaded: from its first state, or a checkpoint, to a model. */
final class Training {
  private final SparkContext context;
  private final Configuration hadoop;
  private final JobConfiguration job;
  private final TrainingData data;
  private final RunDirectory run;
  private final Screen screen;
  private final long started;
  private final Encoding encoding;
  private final NetworkSpec network;
  private final ParameterLayout layout;
  private final BatchPlan plan;
  private final double[] classFactors;

  /**
   * @param started when the command began, by {@link System#nanoTime}
   */
  Training(
      SparkContext context,
      JobConfiguration job,
      TrainingData data,
      RunDirectory run,
      Screen screen,
      long started) {
    this.context = context;
    this.hadoop = context.hadoopConfiguration();
    this.job = job;
    this.data = data;
    this.run = run;
    this.screen = screen;
    this.started = started;
    encoding = data.encoding();
    network = Networks.spec(job.model(), encoding.inputs(), encoding.classCount());
    layout = ParameterLayout.of(network);
    plan = Recipes.plan(job.training(), data.sizes(Part.TRAIN));
    classFactors =
        ClassFactors.of(
            job.training().classWeights(), encoding.classes(), data.classWeightTotals());
  }

  /**
   * @param store null where no checkpoints are to be kept
   */
  Outcome run(
      CheckpointStore store,
      Optional<Resumption> resumption,
      WarmUp warmUp,
      Termination termination) {
    Memory.of(job, layout.size(), plan, context);
    TrainingRecipe recipe =
        Recipes.recipe(job, plan, layout.ranges(), weight(), timeLimit(), termination::isAsked);
    String kernels =
        KernelChoice.choose(job.training(), context, resumption.map(Resumption::kernels));
    ObjectNode lineage = Lineage.of(job, data.sha256(), data.sizes(Part.TRAIN).shards(), kernels);
    TrainingState state = firstState(recipe, resumption, lineage);
    long firstStep = state.step();
    GradientSpec spec =
        new GradientSpec(
            network,
            kernels,
            plan,
            plan.groups(layout.size()),
            job.training().seed(),
            classFactors);
    Engine engine = Engine.choose(job.training(), context, shardBytes());
    Warnings warnings = new Warnings(screen);
    if (engine.isNotAsConfigured(job.training())) {
      warnings.accept("the engine is " + engine.name() + ": " + engine.reason());
    }
    try (ThreadTeam team = team();
        TimedGradients gradients =
            new TimedGradients(engine.open(spec, data, context, team, warnings));
        HistoryFile file = run.history()) {
      warmUp.close();
      double loadSeconds = secondsSince(started);
      RunHistory history = new RunHistory(file, resumption.map(Resumption::history));
      EvaluationReport report = new EvaluationReport(Networks.loss(job.model()));
      long planned = recipe.stopping().plannedSteps(plan);
      RunListener listener =
          new RunListener(
              gradients, history, screen, report, job.training().epochs(), firstStep, planned);
      warnings.to(listener);
      String stopReason;
      try (Checkpoints checkpoints = checkpoints(store, lineage, history, warnings)) {
        TrainingLoop loop = new TrainingLoop(recipe, gradients, all(listener, checkpoints), team);
        termination.trainingBegins();
        stopReason = resumption.flatMap(Resumption::end).orElseGet(() -> loop.run(state));
        listener.ended();
        if (checkpoints != null) {
          checkpoints.ended(state, stopReason);
        }
      } finally {
        termination.trainingEnds();
      }
      requireNotTerminated(stopReason, state, store);
      TrainedModel model =
          new TrainedModel(
              network, recipe.result(state), encoding, kernels, Summaries.source(job.data()));
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
          resumption.map(Resumption::step).orElse(null),
          state.step(),
          plan.stepsPerEpoch(),
          loadSeconds,
          listener,
          gradients,
          report,
          evaluations);
    }
  }

  private TrainingState firstState(
      TrainingRecipe recipe, Optional<Resumption> resumption, ObjectNode lineage) {
    if (resumption.isEmpty()) {
      return TrainingState.start(InitialParameters.of(network, job, hadoop), recipe.optimizer());
    }
    resumption.get().requireSame(lineage);
    resumption.get().requireWithin(recipe.stopping().plannedSteps(plan));
    return resumption.get().state(layout, recipe.optimizer());
  }

  private Checkpoints checkpoints(
      CheckpointStore store, ObjectNode lineage, RunHistory history, Warnings warnings) {
    return store == null
        ? null
        : new Checkpoints(store, job.checkpoint(), plan, layout, lineage, history, warnings);
  }

  /** Checkpoints last: they hold what the others have told. */
  private static TrainingListener all(RunListener listener, Checkpoints checkpoints) {
    return checkpoints == null ? listener : new Listeners(List.of(listener, checkpoints));
  }

  private static void requireNotTerminated(
      String stopReason, TrainingState state, CheckpointStore store) {
    if (stopReason.equals(StoppingRules.TERMINATED)) {
      throw new Failure(
          Failure.Kind.TRY_LATER,
          "ended by a signal after step "
              + state.step()
              + (store == null
                  ? ", and no state was kept: set checkpoint.directory to be able to go on"
                  : "; the same command goes on from " + store.path(state.step())));
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
  private double weight() {
    double[] totals = data.classWeightTotals();
    if (classFactors == null) {
      return data.trainingWeight();
    }
    double weight = 0;
    for (int c = 0; c < totals.length; c++) {
      weight += totals[c] * classFactors[c];
    }
    return weight;
  }

  /** A dense estimate: sparse shards take less. */
  private long shardBytes() {
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

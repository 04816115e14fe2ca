package io.fallline.job;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.ThreadTeam;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.train.FloatParameters;
import io.fallline.core.train.GradientSource;
import io.fallline.core.train.Part;
import io.fallline.core.train.StoppingRules;
import io.fallline.core.train.TrainingListener;
import io.fallline.core.train.TrainingLoop;
import io.fallline.core.train.TrainingState;
import io.fallline.data.TrainingData;
import io.fallline.store.CheckpointStore;
import io.fallline.store.HistoryFile;
import io.fallline.store.RunDirectory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;

/** One training on rows that are loaded: from its first state, or a checkpoint, to a model. */
final class Training {
  private final SparkContext context;
  private final TrainingSetup setup;
  private final RunDirectory run;
  private final CheckpointStore store;
  private final Screen screen;
  private final Termination termination;

  Training(
      SparkContext context,
      TrainingSetup setup,
      Train.Start start,
      Screen screen,
      Termination termination) {
    this.context = context;
    this.setup = setup;
    this.run = start.run();
    this.store = start.checkpoints();
    this.screen = screen;
    this.termination = termination;
  }

  /**
   * @param data which the engine may take for itself
   * @param warmUp ends when training begins
   * @param started when the command began, by {@link System#nanoTime}
   */
  Outcome run(TrainingData data, WarmUp warmUp, long started) {
    Engine engine = Engine.choose(setup.job().training(), context, setup.shardBytes());
    Warnings warnings = new Warnings(screen);
    if (engine.isNotAsConfigured(setup.job().training())) {
      warnings.accept("the engine is " + engine.name() + ": " + engine.reason());
    }
    try (ThreadTeam team = team();
        TimedGradients gradients =
            new TimedGradients(engine.open(setup.spec(), data, context, team, warnings));
        HistoryFile file = run.history()) {
      warmUp.close();
      double loadSeconds = (System.nanoTime() - started) / 1e9;
      RunHistory history =
          new RunHistory(file, setup.resumption().map(Resumption::history), store != null);
      EvaluationReport report = new EvaluationReport(Networks.loss(setup.job().model()));
      RunListener listener =
          new RunListener(
              gradients,
              history,
              screen,
              report,
              setup.job().training().epochs(),
              setup.state().step(),
              setup.plannedSteps());
      warnings.to(listener);
      String stopReason = descend(gradients, team, history, listener, warnings);
      requireNotTerminated(stopReason);
      return outcome(engine, gradients, listener, report, loadSeconds, stopReason);
    }
  }

  private String descend(
      GradientSource gradients,
      ThreadTeam team,
      RunHistory history,
      RunListener listener,
      Warnings warnings) {
    TrainingState state = setup.state();
    try (Checkpoints checkpoints = checkpoints(history, warnings)) {
      // checkpoints last: they hold what the others have told
      TrainingListener all =
          checkpoints == null ? listener : new Listeners(List.of(listener, checkpoints));
      TrainingLoop loop = new TrainingLoop(setup.recipe(), gradients, all, team);
      termination.trainingBegins();
      String stopReason =
          setup.resumption().flatMap(Resumption::end).orElseGet(() -> loop.run(state));
      listener.ended();
      if (checkpoints != null) {
        checkpoints.ended(state, stopReason);
      }
      return stopReason;
    } finally {
      termination.trainingEnds();
    }
  }

  /** Null where none are to be kept. */
  private Checkpoints checkpoints(RunHistory history, Warnings warnings) {
    return store == null ? null : new Checkpoints(store, setup, history, warnings);
  }

  private void requireNotTerminated(String stopReason) {
    if (stopReason.equals(StoppingRules.TERMINATED)) {
      long step = setup.state().step();
      throw new Failure(
          Failure.Kind.TRY_LATER,
          "ended by a signal after step "
              + step
              + (store == null
                  ? ", and no state was kept: set checkpoint.directory to be able to go on"
                  : "; the same command goes on from " + store.path(step)));
    }
  }

  /** Evaluates what training has resulted in, and publishes it if there was a step. */
  private Outcome outcome(
      Engine engine,
      TimedGradients gradients,
      RunListener listener,
      EvaluationReport report,
      double loadSeconds,
      String stopReason) {
    TrainingState state = setup.state();
    TrainedModel model =
        new TrainedModel(
            setup.spec().network(),
            setup.recipe().result(state),
            setup.encoding(),
            setup.spec().kernels(),
            Summaries.source(setup.job().data()));
    Map<Part, Evaluation> evaluations = evaluate(gradients, model.parameters());
    boolean trained = state.step() > 0;
    if (trained) {
      model.write(
          run.path("model"),
          context.hadoopConfiguration(),
          Summaries.manifest(setup.job(), context.version(), report, evaluations));
    }
    return new Outcome(
        model,
        trained,
        engine.asItRan(gradients.source()),
        stopReason,
        setup.resumption().map(Resumption::step).orElse(null),
        state.step(),
        setup.plan().stepsPerEpoch(),
        loadSeconds,
        listener,
        gradients,
        report,
        evaluations);
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
}

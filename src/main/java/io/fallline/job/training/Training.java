package io.fallline.job.training;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.ObjectiveLoss;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.TrainingListener;
import io.fallline.core.training.TrainingState;
import io.fallline.job.JobConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.TrainingObserver;
import io.fallline.job.TrainingObserver.Listeners;
import io.fallline.job.Warnings;
import io.fallline.job.monitoring.MetricsObserver;
import io.fallline.job.monitoring.RunHistory;
import io.fallline.job.monitoring.RunListener;
import io.fallline.job.monitoring.TimedGradientComputer;
import io.fallline.job.scoring.EvaluationMetrics;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.job.training.ChosenEngine.OpenEngine;
import io.fallline.report.History;
import io.fallline.store.CheckpointStore;
import io.fallline.watch.TrainingMetrics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;

/** One training on rows that are loaded: from its first state, or a checkpoint, to a model. */
final class Training {
  private final SparkContext context;
  private TrainingSetup setup;
  private final CheckpointStore store;
  private final RunHistory history;
  private final JobConsole console;
  private final Warnings warnings;
  private final TerminationRequest termination;

  /**
   * @param store null where no checkpoints are to be kept
   * @param warnings on this console
   */
  Training(
      SparkContext context,
      TrainingSetup setup,
      CheckpointStore store,
      RunHistory history,
      JobConsole console,
      Warnings warnings,
      TerminationRequest termination) {
    this.context = context;
    this.setup = setup;
    this.store = store;
    this.history = history;
    this.console = console;
    this.warnings = warnings;
    this.termination = termination;
  }

  /**
   * @param others who are told how it goes too
   * @param onBegin is run when training begins
   * @param started when the command began, by {@link System#nanoTime}
   */
  TrainingResult run(
      TrainingShards shards, List<TrainingObserver> others, Runnable onBegin, long started) {
    ChosenEngine engine =
        ChosenEngine.choose(
            setup.job().training(), context, setup.shardBytes(), shards.partitions());
    if (engine.isNotAsConfigured(setup.job().training())) {
      warnings.accept("the engine is " + engine.name() + ": " + engine.reason());
    }
    try (SpinningThreadPool threads = ChosenEngine.threads(context);
        TrainingMetrics metrics = TrainingMetrics.begin(context, setup.job().name());
        OpenEngine opened = engine.open(setup.spec(), shards, context, threads, warnings)) {
      onBegin.run();
      double loadSeconds = (System.nanoTime() - started) / 1e9;
      setup = AutoSettingsFinder.of(setup, opened.computer(), threads);
      TimedGradientComputer gradients = // from here on: trials are no steps
          new TimedGradientComputer(opened.computer(), opened.clusterTimes());
      AutoNotes.ofValidation(setup, shards.rows(DataSplit.VALIDATION)).ifPresent(this::note);
      AutoNotes.ofRate(setup.found()).ifPresent(this::note);
      EvaluationMetrics report = new EvaluationMetrics(NetworkSpecs.loss(setup.job().model()));
      List<TrainingObserver> observers = new ArrayList<>(others);
      observers.add(new MetricsObserver(metrics));
      InitialLoss first =
          InitialLoss.of(
              setup, new ObjectiveLoss(report.loss(), setup.spec().classWeights()), gradients);
      RunListener listener =
          new RunListener(
              setup.stepsToShow(), gradients, history, console, warnings, report, observers);
      if (setup.resumption().isEmpty() && setup.found().toSummary() != null) {
        history.append(History.foundLine(setup.found().toSummary()));
      }
      String stopReason =
          descend(gradients, shards, threads, listener, checkpoints(first, observers));
      AutoNotes.ofEnd(setup, stopReason, shards.rows(DataSplit.VALIDATION)).ifPresent(this::note);
      TrainingSteps.requireNotTerminated(stopReason, setup.state(), store);
      return outcome(opened, gradients, listener, report, loadSeconds, stopReason, first);
    }
  }

  private void note(String note) {
    console.print(note + "\n");
  }

  private String descend(
      GradientComputer gradients,
      TrainingShards shards,
      SpinningThreadPool threads,
      RunListener listener,
      CheckpointWriter checkpoints) {
    List<TrainingListener> all = new ArrayList<>(List.of(listener));
    try (checkpoints) {
      if (checkpoints != null) {
        all.add(checkpoints); // last: they hold what the others have told
      }
      TrainingSteps steps = new TrainingSteps(setup, gradients, new Listeners(all), this::note);
      termination.trainingBegins();
      String stopReason = steps.run(threads, shards.rows(DataSplit.VALIDATION) > 0);
      listener.ended();
      if (checkpoints != null) {
        checkpoints.ended(setup.state(), stopReason);
      }
      return stopReason;
    } finally {
      termination.trainingEnds();
    }
  }

  /** Null where none are to be kept. */
  private CheckpointWriter checkpoints(InitialLoss first, List<TrainingObserver> observers) {
    return store == null
        ? null
        : new CheckpointWriter(
            store,
            setup,
            first,
            history,
            warnings,
            () -> observers.forEach(TrainingObserver::checkpointKept));
  }

  /** Evaluates what training has resulted in. */
  private TrainingResult outcome(
      OpenEngine opened,
      TimedGradientComputer gradients,
      RunListener listener,
      EvaluationMetrics report,
      double loadSeconds,
      String stopReason,
      InitialLoss first) {
    TrainingState state = setup.state();
    TrainedModel model =
        new TrainedModel(
            setup.spec().network(),
            setup.options().result(state),
            setup.encoding(),
            setup.spec().kernels(),
            SummaryBuilder.source(setup.job().data()));
    Map<DataSplit, Evaluation> evaluations =
        evaluate(gradients, model.parameters(), setup.options().validated(state));
    DivergenceCheck progression =
        DivergenceCheck.of(
            evaluations.get(DataSplit.TRAIN),
            first,
            setup.spec().network().intercept(),
            TrainingOptionsFactory.isPenalised(setup.job()));
    if (state.step() > 0 && evaluations.get(DataSplit.TRAIN).weight() > 0) {
      progression.requireFinite();
      progression.warning().ifPresent(warnings);
    }
    return new TrainingResult(
        model,
        state.step() > 0,
        state,
        setup.found().with(state),
        opened.asItRan().get(),
        stopReason,
        setup.resumption().map(Resumption::step).orElse(null),
        state.step(),
        setup.plan().stepsPerEpoch(),
        loadSeconds,
        listener,
        gradients,
        report,
        evaluations,
        progression);
  }

  /**
   * @param validated those that the validation rows had no part in
   */
  private static Map<DataSplit, Evaluation> evaluate(
      GradientComputer gradients, double[] parameters, double[] validated) {
    float[] rounded = ParameterLayout.float32(parameters);
    Map<DataSplit, Evaluation> evaluations = new EnumMap<>(DataSplit.class);
    for (DataSplit split : DataSplit.values()) {
      float[] of = split == DataSplit.VALIDATION ? ParameterLayout.float32(validated) : rounded;
      evaluations.put(split, gradients.evaluate(of, split));
    }
    return evaluations;
  }
}

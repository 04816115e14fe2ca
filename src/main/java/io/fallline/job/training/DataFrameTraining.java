package io.fallline.job.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.data.DataSpec;
import io.fallline.data.loading.TrainingData;
import io.fallline.data.loading.TrainingData.InputFrames;
import io.fallline.engine.ClusterWatchdog;
import io.fallline.job.FitListener;
import io.fallline.job.JobConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.TrainingObserver;
import io.fallline.job.Warnings;
import io.fallline.job.monitoring.RunHistory;
import io.fallline.job.scoring.FittedModel;
import io.fallline.report.Summary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One training on DataFrames, whose model stays in memory: {@link Train} without its files. */
public final class DataFrameTraining {
  private final SparkSession session;
  private final JobConfiguration job;
  private final Input input;
  private final FitListener listener;
  private final JobConsole console;
  private final Warnings warnings;
  private final long started = System.nanoTime();

  /**
   * What is trained on.
   *
   * @param name how messages call the rows, and Spark's pages the work
   * @param validation null where the configuration says what is held out
   * @param classes labels are the class indices 0 to classes − 1, of which rows need not have all;
   *     0 where the loss takes numbers
   * @param initial what training starts from; empty: parameters drawn from the seed
   */
  public record Input(
      String name,
      Dataset<Row> train,
      Dataset<Row> validation,
      int classes,
      Optional<FittedModel> initial) {}

  private DataFrameTraining(
      SparkSession session,
      JobConfiguration job,
      Input input,
      FitListener listener,
      JobConsole console) {
    this.session = session;
    this.job = job;
    this.input = input;
    this.listener = listener;
    this.console = console;
    this.warnings = new Warnings(console);
  }

  /**
   * Without a step the model has the parameters that training would start from.
   *
   * @throws Failure if something stops it
   */
  public static FitResult run(
      SparkSession session,
      JobConfiguration job,
      Input input,
      FitListener listener,
      JobConsole console) {
    DataFrameTraining fit = new DataFrameTraining(session, job, input, listener, console);
    return ClusterWatchdog.named(
        session.sparkContext(), input.name(), fit.warnings.aside(), fit::run);
  }

  private FitResult run() {
    SparkContext context = session.sparkContext();
    InputFrames frames =
        new InputFrames(input.name(), input.train(), input.validation(), input.classes());
    OpenedCheckpoints start =
        OpenedCheckpoints.of(
            job, context.hadoopConfiguration(), IncompatibleCheckpointPolicy.REFUSED, warnings);
    InitialModel configured = InitialModel.configured(job, context.hadoopConfiguration());
    try (TrainingData data =
            TrainingData.load(
                session, configured.known(DataSpec.of(job), start.resumption()), frames);
        TrainingShards shards = new TrainingShards(data, false)) {
      data.warnings().forEach(warnings);
      RunHistory history = new RunHistory(start.history());
      TrainingResult result =
          data.run(() -> result(context, start, configured, history, data, shards));
      ObjectNode manifest = result.manifest(job, context);
      Summary summary =
          SummaryBuilder.of(
              job,
              new Summary.Run(job.name(), null, null),
              data,
              session.version(),
              result,
              warnings.all(),
              (System.nanoTime() - started) / 1e9);
      return new FitResult(
          new FittedModel(result.model(), manifest),
          new String(summary.toJson(), StandardCharsets.UTF_8),
          new String(history.soFar().all(), StandardCharsets.UTF_8));
    }
  }

  private TrainingResult result(
      SparkContext context,
      OpenedCheckpoints start,
      InitialModel configured,
      RunHistory history,
      TrainingData data,
      TrainingShards shards) {
    TrainingSetup setup =
        TrainingSetup.of(
            context,
            job,
            data,
            start.resumption(),
            StateInitializer.at(input.initial().map(InitialModel::of).orElse(configured), job),
            TerminationRequest.NEVER);
    return new Training(
            context,
            setup,
            start.checkpoints(),
            history,
            console,
            warnings,
            TerminationRequest.NEVER)
        .run(shards, List.of(new FitListenerObserver(listener)), () -> {}, started);
  }

  /** Tells a {@link FitListener} how a training goes. */
  record FitListenerObserver(FitListener listener) implements TrainingObserver {
    @Override
    public void stepEnded(StepRecord step, double seconds, boolean recorded) {
      listener.stepEnded(
          new FitListener.StepEnd(
              step.step(),
              step.epoch(),
              step.rows(),
              step.loss(),
              step.learningRate(),
              step.gradientNorm()));
    }

    @Override
    public void epochEnded(
        long epoch, long steps, double validationLoss, Map<String, Double> metrics) {
      listener.epochEnded(new FitListener.EpochEnd(epoch, steps, validationLoss, metrics));
    }
  }
}

package io.fallline.job.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.data.loading.TrainingData;
import io.fallline.engine.ClusterWatchdog;
import io.fallline.job.CommandResult;
import io.fallline.job.JobConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.Warnings;
import io.fallline.job.monitoring.MlflowObserver;
import io.fallline.job.monitoring.RunHistory;
import io.fallline.job.monitoring.RunReport;
import io.fallline.report.Summary;
import io.fallline.store.HistoryFileWriter;
import io.fallline.store.RunDirectory;
import io.fallline.watch.JobDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** One training, from rows to a model in a run directory. */
public final class Train {
  private static final String MODEL = "model";
  private static final String SUMMARY = "summary.json";

  private final SparkSession session;
  private final TrainingRequest task;
  private final JobConfiguration job;
  private final JobConsole console;
  private final Warnings warnings;
  private final JitWarmUp warmUp;
  private final TerminationRequest termination;
  private final long started = System.nanoTime();

  /** Where a training begins, and where what comes of it goes. */
  public record Start(OpenedCheckpoints from, RunDirectory run, MlflowObserver tracking) {}

  /** What a training has come to, while its rows are still at hand. */
  public record Trained(Start start, TrainingData data, TrainingResult result, Summary summary) {}

  private record Taken<T>(Summary summary, T value) {}

  /**
   * @param warnings on this console, of which some may have been told before
   */
  public Train(
      SparkSession session,
      TrainingRequest task,
      JobConsole console,
      Warnings warnings,
      JitWarmUp warmUp,
      TerminationRequest termination) {
    this.session = session;
    this.task = task;
    this.job = task.job();
    this.console = console;
    this.warnings = warnings;
    this.warmUp = warmUp;
    this.termination = termination;
  }

  /**
   * Trains as configured; what comes of it is in the run directory that the summary names.
   *
   * @throws Failure if something stops it
   */
  public static CommandResult run(SparkSession session, JobConfiguration job, JobConsole console) {
    try (JitWarmUp warmUp = JitWarmUp.begin(job)) {
      return run(session, job, console, warmUp, TerminationRequest.NEVER);
    }
  }

  /**
   * The same, with a warm-up that has begun earlier, which ends when training begins.
   *
   * @param termination asked for the state to be kept and training to go on another time: a failure
   *     of kind TRY_LATER
   */
  public static CommandResult run(
      SparkSession session,
      JobConfiguration job,
      JobConsole console,
      JitWarmUp warmUp,
      TerminationRequest termination) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    TrainingRequest task = TrainingRequest.configured(job, InitialModel.configured(job, hadoop));
    Summary summary =
        new Train(session, task, console, new Warnings(console), warmUp, termination)
            .run(Trained::summary);
    return new CommandResult(
        new String(summary.toJson(), StandardCharsets.UTF_8), summary.toText());
  }

  /**
   * Trains.
   *
   * @param taking what to take of it while its rows are at hand
   */
  public <T> T run(Function<Trained, T> taking) {
    SparkContext context = session.sparkContext();
    return JobDescription.named(
        context,
        job.name(),
        () -> {
          Start start = start();
          return start
              .tracking()
              .over(
                  () -> ClusterWatchdog.over(context, warnings.aside(), () -> taken(start, taking)),
                  taken -> json(taken.summary()),
                  termination,
                  warnings)
              .value();
        });
  }

  /** Does a training, and tells those who track it how it has ended. */
  public Summary tracked(Start start, Supplier<Summary> training) {
    return start.tracking().over(training, Train::json, termination, warnings);
  }

  private <T> Taken<T> taken(Start start, Function<Trained, T> taking) {
    try (TrainingData data =
            TrainingData.load(session, task.rows().apply(start.from().resumption()));
        TrainingShards shards = new TrainingShards(data, false)) {
      data.warnings().forEach(warnings);
      Trained trained = train(start, data, shards);
      return new Taken<>(trained.summary(), taking.apply(trained));
    } catch (RuntimeException ended) {
      withdraw(start.run(), ended);
      new RunReport(start.run()).write(ended, warnings);
      throw ended;
    } catch (Error ended) {
      withdraw(start.run(), ended);
      throw ended;
    }
  }

  /**
   * A run that has failed leaves neither summary nor model, whichever file could not be written.
   */
  public static void withdraw(RunDirectory run, Throwable ended) {
    run.withdraw(ended, SUMMARY, MODEL);
  }

  /** Finds where to go on, and makes the run's directory: what can fail before rows are read. */
  public Start start() {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    OpenedCheckpoints from = OpenedCheckpoints.of(job, hadoop, task.ifOther(), warnings);
    RunDirectory run =
        RunDirectory.create(job.output().directory(), job.name(), hadoop, Instant.now());
    writeConfiguration(run, "");
    return new Start(from, run, MlflowObserver.begin(job, run, hadoop, System.getenv()));
  }

  /**
   * @param shards of the data, on which others may train too
   */
  public Trained train(Start start, TrainingData data, TrainingShards shards) {
    SparkContext context = session.sparkContext();
    warnings.keep(data.warnings());
    TrainingResult result = data.run(() -> result(start, data, shards));
    Path model = start.run().path(MODEL);
    if (result.trained()) {
      result.model().write(model, context.hadoopConfiguration(), result.manifest(job, context));
    }
    Summary summary =
        SummaryBuilder.of(
            job,
            new Summary.Run(
                job.name(), start.run().id(), result.trained() ? model.toString() : null),
            data,
            session.version(),
            result,
            warnings.all(),
            (System.nanoTime() - started) / 1e9);
    String found = AutoNotes.asComments(job, summary);
    if (!found.isEmpty()) {
      writeConfiguration(start.run(), found);
    }
    start.run().write(SUMMARY, summary.toJson());
    new RunReport(start.run()).write(() -> ReportDataBuilder.of(data, result), warnings);
    return new Trained(start, data, result, summary);
  }

  private TrainingResult result(Start start, TrainingData data, TrainingShards shards) {
    OpenedCheckpoints from = start.from();
    TrainingSetup setup = setup(from, data);
    try (HistoryFileWriter file = start.run().history()) {
      RunHistory history =
          new RunHistory(
              file, setup.resumption().map(Resumption::history), from.checkpoints() != null);
      return new Training(
              session.sparkContext(),
              setup,
              from.checkpoints(),
              history,
              console,
              warnings,
              termination)
          .run(shards, List.of(start.tracking()), warmUp::close, started);
    }
  }

  private void writeConfiguration(RunDirectory run, String comments) {
    String text = job.toHocon() + comments;
    run.write("resolved.conf", text.getBytes(StandardCharsets.UTF_8));
  }

  private TrainingSetup setup(OpenedCheckpoints from, TrainingData data) {
    try {
      return setup(from.resumption(), data);
    } catch (Failure other) {
      if (from.resumption().isEmpty() || !task.ifOther().startsOver(other)) {
        throw other;
      }
      task.ifOther().supersede(from.checkpoints(), warnings);
      return setup(Optional.empty(), data);
    }
  }

  private TrainingSetup setup(Optional<Resumption> resumption, TrainingData data) {
    return TrainingSetup.of(
        session.sparkContext(), job, data, resumption, task.beginning(), termination);
  }

  private static JsonNode json(Summary summary) {
    try {
      return new ObjectMapper().readTree(summary.toJson());
    } catch (IOException e) {
      throw new UncheckedIOException("a summary is JSON", e);
    }
  }
}

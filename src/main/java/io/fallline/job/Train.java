package io.fallline.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.failure.Failure;
import io.fallline.data.TrainingData;
import io.fallline.job.configuration.JobConfiguration;
import io.fallline.job.configuration.ResolvedConfiguration;
import io.fallline.report.Summary;
import io.fallline.spark.ClusterWatch;
import io.fallline.store.HistoryFile;
import io.fallline.store.RunDirectory;
import io.fallline.watch.JobDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** One training, from rows to a model in a run directory. */
public final class Train {
  private final SparkSession session;
  private final JobConfiguration job;
  private final Screen screen;
  private final WarmUp warmUp;
  private final Termination termination;
  private final long started = System.nanoTime();

  /** Where a training begins, and where what comes of it goes. */
  record Start(TrainingStart from, RunDirectory run, Tracking tracking) {}

  Train(
      SparkSession session,
      JobConfiguration job,
      Screen screen,
      WarmUp warmUp,
      Termination termination) {
    this.session = session;
    this.job = job;
    this.screen = screen;
    this.warmUp = warmUp;
    this.termination = termination;
  }

  /**
   * Trains as configured; what comes of it is in the run directory that the summary names.
   *
   * @throws Failure if something stops it
   */
  public static Result run(SparkSession session, JobConfiguration job, Screen screen) {
    try (WarmUp warmUp = WarmUp.begin(job)) {
      return run(session, job, screen, warmUp, Termination.NEVER);
    }
  }

  /**
   * The same, with a warm-up that has begun earlier, which ends when training begins.
   *
   * @param termination asked for the state to be kept and training to go on another time: a failure
   *     of kind TRY_LATER
   */
  public static Result run(
      SparkSession session,
      JobConfiguration job,
      Screen screen,
      WarmUp warmUp,
      Termination termination) {
    Summary summary =
        JobDescription.named(
            session.sparkContext(),
            job.name(),
            () -> new Train(session, job, screen, warmUp, termination).run());
    return new Result(new String(summary.toJson(), StandardCharsets.UTF_8), summary.toText());
  }

  private Summary run() {
    Start start = start();
    return start
        .tracking()
        .over(
            () -> ClusterWatch.over(session.sparkContext(), () -> run(start)),
            Train::json,
            termination,
            this::warn);
  }

  private Summary run(Start start) {
    try (TrainingData data =
        TrainingData.load(session, DataSpecs.of(job.data(), Networks.loss(job.model()).labels()))) {
      return train(start, data);
    } catch (RuntimeException ended) {
      new RunReport(start.run()).write(ended, this::warn);
      throw ended;
    }
  }

  /** Finds where to go on, and makes the run's directory: what can fail before rows are read. */
  Start start() {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    TrainingStart from = TrainingStart.of(job, hadoop, this::warn);
    RunDirectory run =
        RunDirectory.create(job.output().directory(), job.name(), hadoop, Instant.now());
    run.write("resolved.conf", ResolvedConfiguration.render(job).getBytes(StandardCharsets.UTF_8));
    return new Start(from, run, Tracking.begin(job, run, hadoop, System.getenv()));
  }

  Summary train(Start start, TrainingData data) {
    data.warnings().forEach(this::warn);
    SparkContext context = session.sparkContext();
    Outcome outcome = data.run(() -> outcome(start, data));
    Path model = start.run().path("model");
    if (outcome.trained()) {
      outcome.model().write(model, context.hadoopConfiguration(), outcome.manifest(job, context));
    }
    Summary summary =
        Summaries.of(
            job,
            new Summary.Run(
                job.name(), start.run().id(), outcome.trained() ? model.toString() : null),
            data,
            session.version(),
            outcome,
            (System.nanoTime() - started) / 1e9);
    start.run().write("summary.json", summary.toJson());
    new RunReport(start.run()).write(() -> Details.of(data, outcome), this::warn);
    return summary;
  }

  private Outcome outcome(Start start, TrainingData data) {
    SparkContext context = session.sparkContext();
    TrainingStart from = start.from();
    TrainingSetup setup =
        TrainingSetup.of(context, job, data, from.resumption(), Optional.empty(), termination);
    try (HistoryFile file = start.run().history()) {
      RunHistory history = new RunHistory(file, from.history(), from.checkpoints() != null);
      return new Training(context, setup, from.checkpoints(), history, screen, termination)
          .run(data, List.of(start.tracking()), warmUp::close, started);
    }
  }

  private static JsonNode json(Summary summary) {
    try {
      return new ObjectMapper().readTree(summary.toJson());
    } catch (IOException e) {
      throw new UncheckedIOException("a summary is JSON", e);
    }
  }

  private void warn(String warning) {
    screen.print("warning: " + warning + "\n");
  }
}

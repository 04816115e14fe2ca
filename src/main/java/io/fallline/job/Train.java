package io.fallline.job;

import io.fallline.core.failure.Failure;
import io.fallline.data.TrainingData;
import io.fallline.job.configuration.JobConfiguration;
import io.fallline.job.configuration.ResolvedConfiguration;
import io.fallline.report.Summary;
import io.fallline.spark.ClusterWatch;
import io.fallline.store.Access;
import io.fallline.store.CheckpointStore;
import io.fallline.store.RunDirectory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

  /**
   * Where a training begins.
   *
   * @param checkpoints null where none are to be kept
   */
  record Start(CheckpointStore checkpoints, Optional<Resumption> resumption, RunDirectory run) {}

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
        ClusterWatch.over(
            session.sparkContext(),
            () -> new Train(session, job, screen, warmUp, termination).run());
    return new Result(new String(summary.toJson(), StandardCharsets.UTF_8), summary.toText());
  }

  private Summary run() {
    Start start = start();
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
    CheckpointStore store = checkpoints(job, hadoop);
    Optional<Resumption> resumption = Optional.empty();
    if (store != null) {
      store.removeLitter();
      resumption = Resumption.find(store, job, this::warn);
    }
    RunDirectory run =
        RunDirectory.create(job.output().directory(), job.name(), hadoop, Instant.now());
    run.write("resolved.conf", ResolvedConfiguration.render(job).getBytes(StandardCharsets.UTF_8));
    return new Start(store, resumption, run);
  }

  Summary train(Start start, TrainingData data) {
    data.warnings().forEach(this::warn);
    SparkContext context = session.sparkContext();
    Outcome outcome =
        data.run(
            () -> {
              TrainingSetup setup =
                  TrainingSetup.of(context, job, data, start.resumption(), termination);
              return new Training(context, setup, start, screen, termination)
                  .run(data, warmUp, started);
            });
    Summary summary =
        Summaries.of(
            job,
            start.run(),
            data,
            session.version(),
            outcome,
            (System.nanoTime() - started) / 1e9);
    start.run().write("summary.json", summary.toJson());
    new RunReport(start.run()).write(() -> Details.of(data, outcome), this::warn);
    return summary;
  }

  /**
   * Null where none are to be kept.
   *
   * @throws Failure (files) if none could be
   */
  static CheckpointStore checkpoints(JobConfiguration job, Configuration hadoop) {
    if (job.checkpoint().directory().isEmpty()) {
      return null;
    }
    Path directory = new Path(job.checkpoint().directory().get());
    Access.requireWritable(directory, hadoop);
    return CheckpointStore.open(directory, hadoop);
  }

  private void warn(String warning) {
    screen.print("warning: " + warning + "\n");
  }
}

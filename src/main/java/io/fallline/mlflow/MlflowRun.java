package io.fallline.mlflow;

import io.fallline.core.failure.MessageSanitizer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A run that an MLflow server is told of, from a thread of its own. While the server is away
 * metrics wait, and it is asked again and again; what it refuses is left out. Either is a warning.
 */
public final class MlflowRun {
  private static final long BYTES_A_SECOND = 1 << 20;
  private static final int LAST_TRIES = 3;

  private final MlflowAddress server;
  private final RunStart start;
  private final RetryPolicy patience;
  private final MlflowApi api;
  private final MetricQueue queue;
  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile RunEnd end;
  private volatile boolean done;
  private boolean warnedOfSilence;
  private boolean warnedOfRefusal;

  MlflowRun(MlflowAddress server, RunStart start, RetryPolicy patience) {
    this.server = server;
    this.start = start;
    this.patience = patience;
    this.api = new MlflowApi(new RestCalls(server, Duration.ofMillis(patience.answerMillis())));
    this.queue =
        new MetricQueue(patience.mostWaiting(), MlflowApi.MOST_METRICS, patience.gatherMillis());
    this.thread = new Thread(this::run, "fallline-mlflow");
    thread.setDaemon(true);
  }

  /** Begins to tell of a run; never waits. */
  public static MlflowRun begin(MlflowAddress server, RunStart start) {
    return begin(server, start, RetryPolicy.STANDARD);
  }

  static MlflowRun begin(MlflowAddress server, RunStart start, RetryPolicy patience) {
    MlflowRun run = new MlflowRun(server, start, patience);
    run.thread.start();
    return run;
  }

  /** Why a server would not take a run of this experiment, in a line; empty: it would. */
  public static Optional<String> obstacle(MlflowAddress server, String experiment) {
    Duration answering = Duration.ofMillis(RetryPolicy.STANDARD.answerMillis());
    try {
      new MlflowApi(new RestCalls(server, answering)).find(experiment);
      return Optional.empty();
    } catch (MlflowException silence) {
      return Optional.of(MessageSanitizer.of("MLflow at " + server + " " + silence.getMessage()));
    }
  }

  /** Tells of these some time, but for those that are not finite; never waits. */
  public void metrics(long step, Map<String, Double> values) {
    MlflowMetric.of(step, values, System.currentTimeMillis()).forEach(queue::add);
  }

  /** What went wrong, a line each, once; null: nothing more. */
  public String takeWarning() {
    return warnings.poll();
  }

  /**
   * Tells how the run has ended. Waits until the server knows it all, but for no longer than it may
   * reasonably take; a killed run's process is about to be killed for good.
   */
  public void end(RunEnd told) {
    end = told;
    queue.end();
    try {
      thread.join(
          told.status() == RunEnd.Status.KILLED
              ? patience.killedMillis()
              : patience.endMillis() + TimeUnit.SECONDS.toMillis(told.bytes() / BYTES_A_SECOND));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!done) {
      warn("is too slow to be told of the end of the run");
      thread.interrupt();
    }
  }

  private void run() {
    try {
      tell();
    } catch (MlflowException givenUp) {
      if (!Thread.currentThread().isInterrupted()) { // too slow: that has been said
        warn(givenUp.getMessage() + "; the run is not tracked to its end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // likewise
    } catch (RuntimeException e) { // nobody else would see it
      warn("cannot be told of the run: " + e);
    }
    done = true;
  }

  private void tell() throws InterruptedException {
    long begun = System.currentTimeMillis();
    String experiment = patiently(() -> api.experiment(start.experiment()));
    MlflowApi.Run run = patiently(() -> api.create(experiment, start, begun));
    for (Map<String, String> some : MlflowApi.parts(start.settings())) {
      unlessRefused(() -> api.settings(run, some));
    }
    List<MlflowMetric> batch = queue.next();
    while (!batch.isEmpty()) {
      List<MlflowMetric> sent = batch;
      unlessRefused(() -> api.batch(run, sent, Map.of()));
      batch = queue.next();
    }
    tellEnd(run, end);
  }

  private void tellEnd(MlflowApi.Run run, RunEnd told) throws InterruptedException {
    long now = System.currentTimeMillis();
    if (queue.leftOut() > 0) {
      warn("did not keep up: " + queue.leftOut() + " metrics are left out");
    }
    unlessRefused(
        () -> api.batch(run, MlflowMetric.of(told.step(), told.metrics(), now), told.tags()));
    if (run.files() != null && told.status() != RunEnd.Status.KILLED) {
      files(run, told.files());
    }
    patiently(done(() -> api.update(run, told.status(), now)));
  }

  /** A server may be well but for the place where it keeps files. */
  private void files(MlflowApi.Run run, List<RunArtifact> files) throws InterruptedException {
    try {
      for (RunArtifact file : files) {
        unlessRefused(() -> api.file(run, file));
      }
    } catch (MlflowException trouble) {
      warn(trouble.getMessage() + "; files of the run are left out");
    }
  }

  private void unlessRefused(Runnable request) throws InterruptedException {
    try {
      patiently(done(request));
    } catch (UncheckedIOException e) {
      warn("is not given a file: " + e.getMessage());
    } catch (MlflowException refused) {
      if (refused.mayPass()) {
        throw refused;
      }
      if (!warnedOfRefusal) {
        warnedOfRefusal = true;
        warn(refused.getMessage() + "; what it refuses is left out");
      }
    }
  }

  /** Again and again while the run goes on, and a few times more after its end. */
  private <T> T patiently(Supplier<T> request) throws InterruptedException {
    long pause = patience.firstPauseMillis();
    int lastTries = LAST_TRIES;
    while (true) {
      try {
        return request.get();
      } catch (MlflowException silence) {
        if (!silence.mayPass() || lastTries == 0 || Thread.currentThread().isInterrupted()) {
          throw silence;
        }
        if (!warnedOfSilence) {
          warnedOfSilence = true;
          warn(silence.getMessage() + "; training goes on, and it is asked again");
        }
      }
      if (queue.awaitEnd(pause)) {
        lastTries--;
        Thread.sleep(patience.firstPauseMillis());
      }
      pause = Math.min(2 * pause, patience.longestPauseMillis());
    }
  }

  private static Supplier<Void> done(Runnable request) {
    return () -> {
      request.run();
      return null;
    };
  }

  private void warn(String what) {
    warnings.add(MessageSanitizer.of("MLflow at " + server + " " + what));
  }
}

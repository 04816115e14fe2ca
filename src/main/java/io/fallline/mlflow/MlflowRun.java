package io.fallline.mlflow;

import io.fallline.core.failure.MessageSanitizer;
import io.fallline.mlflow.MetricQueue.Metric;
import io.fallline.mlflow.RestCalls.RequestException;
import io.fallline.mlflow.TrackedRun.Artifact;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A run on an MLflow server, reported by a thread of its own. While the server is away metrics wait
 * and requests are repeated; what the server refuses is left out. Either is a warning.
 */
public final class MlflowRun {
  private static final long BYTES_A_SECOND = 1 << 20;
  private static final int LAST_TRIES = 3;

  private final MlflowAddress server;
  private final TrackedRun.Start start;
  private final RetryPolicy retries;
  private final MlflowApi api;
  private final MetricQueue queue;
  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile TrackedRun.End end;
  private boolean warnedOfSilence;
  private boolean warnedOfRefusal;

  MlflowRun(MlflowAddress server, TrackedRun.Start start, RetryPolicy retries) {
    this.server = server;
    this.start = start;
    this.retries = retries;
    this.api = new MlflowApi(new RestCalls(server, retries.answerMillis()));
    this.queue =
        new MetricQueue(retries.mostWaiting(), MlflowApi.MOST_METRICS, retries.gatherMillis());
    this.thread = new Thread(this::run, "fallline-mlflow");
    this.thread.setDaemon(true);
  }

  /** Begins to report a run; never waits. */
  public static MlflowRun begin(MlflowAddress server, TrackedRun.Start start) {
    return begin(server, start, RetryPolicy.DEFAULT);
  }

  static MlflowRun begin(MlflowAddress server, TrackedRun.Start start, RetryPolicy retries) {
    MlflowRun run = new MlflowRun(server, start, retries);
    run.thread.start();
    return run;
  }

  /** Why a server would not take a run of this experiment, in a line; empty: it would. */
  public static Optional<String> obstacle(MlflowAddress server, String experiment) {
    try {
      new MlflowApi(new RestCalls(server, RetryPolicy.DEFAULT.answerMillis())).find(experiment);
      return Optional.empty();
    } catch (RequestException silence) {
      return Optional.of(MessageSanitizer.of("MLflow at " + server + " " + silence.getMessage()));
    }
  }

  /** Queues the finite ones of these values; never waits. */
  public void metrics(long step, Map<String, Double> values) {
    Metric.of(step, values, System.currentTimeMillis()).forEach(queue::add);
  }

  /** What went wrong, a line each, once; null: nothing more. */
  public String takeWarning() {
    return warnings.poll();
  }

  /**
   * Tells how the run has ended. Waits until the server knows it all, but for no longer than it may
   * reasonably take; a killed run's process is about to be killed for good.
   */
  public void end(TrackedRun.End ended) {
    end = ended;
    queue.end();
    try {
      thread.join(
          ended.status() == TrackedRun.Status.KILLED
              ? retries.killedMillis()
              : retries.endMillis() + 1000 * ended.bytes() / BYTES_A_SECOND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      warn("is too slow to be told of the end of the run");
      thread.interrupt();
    }
  }

  private void run() {
    try {
      report();
    } catch (RequestException givenUp) {
      if (!Thread.currentThread().isInterrupted()) { // too slow: that has been said
        warn(givenUp.getMessage() + "; the run is not tracked to its end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // too slow: that has been said
    } catch (RuntimeException e) { // nobody else would see it
      warn("cannot be told of the run: " + e);
    }
  }

  private void report() throws InterruptedException {
    long begun = System.currentTimeMillis();
    String experiment = withRetries(() -> api.experiment(start.experiment()));
    MlflowApi.Run run = withRetries(() -> api.create(experiment, start, begun));
    for (Map<String, String> some : MlflowApi.parts(start.settings())) {
      unlessRefused(() -> api.settings(run, some));
    }
    List<Metric> batch = queue.next();
    while (!batch.isEmpty()) {
      List<Metric> sent = batch;
      unlessRefused(() -> api.batch(run, sent, Map.of()));
      batch = queue.next();
    }
    reportEnd(run, end);
  }

  private void reportEnd(MlflowApi.Run run, TrackedRun.End ended) throws InterruptedException {
    long now = System.currentTimeMillis();
    if (queue.leftOut() > 0) {
      warn("did not keep up: " + queue.leftOut() + " metrics are left out");
    }
    unlessRefused(
        () -> api.batch(run, Metric.of(ended.step(), ended.metrics(), now), ended.tags()));
    if (run.files() != null && ended.status() != TrackedRun.Status.KILLED) {
      files(run, ended.files());
    }
    withRetries(supplier(() -> api.update(run, ended.status(), now)));
  }

  /** A server may be well but for the place where it keeps files. */
  private void files(MlflowApi.Run run, List<Artifact> files) throws InterruptedException {
    try {
      for (Artifact file : files) {
        unlessRefused(() -> api.file(run, file));
      }
    } catch (RequestException trouble) {
      warn(trouble.getMessage() + "; files of the run are left out");
    }
  }

  private void unlessRefused(Runnable request) throws InterruptedException {
    try {
      withRetries(supplier(request));
    } catch (UncheckedIOException e) {
      warn("is not given a file: " + e.getMessage());
    } catch (RequestException refused) {
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
  private <T> T withRetries(Supplier<T> request) throws InterruptedException {
    long pause = retries.firstPauseMillis();
    int lastTries = LAST_TRIES;
    while (true) {
      try {
        return request.get();
      } catch (RequestException silence) {
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
        Thread.sleep(retries.firstPauseMillis());
      }
      pause = Math.min(2 * pause, retries.longestPauseMillis());
    }
  }

  private static Supplier<Void> supplier(Runnable request) {
    return () -> {
      request.run();
      return null;
    };
  }

  private void warn(String what) {
    warnings.add(MessageSanitizer.of("MLflow at " + server + " " + what));
  }
}

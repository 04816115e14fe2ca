package io.fallline.job.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.core.failure.MessageSanitizer;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.job.TerminationRequest;
import io.fallline.job.TrainingObserver;
import io.fallline.mlflow.MlflowAddress;
import io.fallline.mlflow.MlflowRun;
import io.fallline.mlflow.TrackedRun;
import io.fallline.store.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Tells the MLflow server of a training, if the configuration names one. */
public final class MlflowObserver implements TrainingObserver {
  private final Optional<MlflowRun> run;
  private final RunDirectory directory;
  private final Configuration hadoop;
  private long lastStep;

  private MlflowObserver(Optional<MlflowRun> run, RunDirectory directory, Configuration hadoop) {
    this.run = run;
    this.directory = directory;
    this.hadoop = hadoop;
  }

  /**
   * @param environment may have the name or token by which the server knows who is there
   */
  public static MlflowObserver begin(
      JobConfiguration job,
      RunDirectory directory,
      Configuration hadoop,
      Map<String, String> environment) {
    Optional<MlflowRun> run =
        server(job, environment).map(server -> MlflowRun.begin(server, start(job, directory)));
    return new MlflowObserver(run, directory, hadoop);
  }

  /** Who is to be told, if anybody. */
  public static Optional<MlflowAddress> server(
      JobConfiguration job, Map<String, String> environment) {
    return job.output().mlflow().tracking().map(a -> MlflowAddress.of(a, environment));
  }

  public static String experiment(JobConfiguration job) {
    return job.output().mlflow().experiment().orElse(job.name());
  }

  private static TrackedRun.Start start(JobConfiguration job, RunDirectory directory) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("mlflow.source.name", "fallline train");
    tags.put("mlflow.source.type", "JOB");
    tags.put("mlflow.user", System.getProperty("user.name"));
    tags.put("fallline.runDirectory", MessageSanitizer.of(directory.path().toString()));
    return new TrackedRun.Start(
        experiment(job), job.name() + " " + directory.id(), MlflowParameters.settings(job), tags);
  }

  @Override
  public void stepEnded(StepRecord step, double seconds, boolean recorded) {
    lastStep = step.step();
    if (recorded) {
      run.ifPresent(
          told ->
              told.metrics(
                  step.step(),
                  Map.of(
                      "loss", step.loss(),
                      "learningRate", step.learningRate(),
                      "gradientNorm", step.gradientNorm(),
                      "samplesPerSecond", step.rows() / seconds,
                      "epoch", (double) step.epoch())));
    }
  }

  @Override
  public void epochEnded(
      long epoch, long steps, double validationLoss, Map<String, Double> metrics) {
    if (!TrainingObserver.areKnown(validationLoss, metrics)) {
      return;
    }
    Map<String, Double> validation = new LinkedHashMap<>();
    validation.put("validation/loss", validationLoss);
    metrics.forEach((name, value) -> validation.put("validation/" + name, value));
    run.ifPresent(told -> told.metrics(steps, validation));
  }

  @Override
  public String takeWarning() {
    return run.map(MlflowRun::takeWarning).orElse(null);
  }

  /**
   * Does the training, and tells how it has ended.
   *
   * @param result {@code summary.json} of the work
   * @param warned is told what could not be told, when training is over
   */
  public <T> T over(
      Supplier<T> work,
      Function<T, JsonNode> result,
      TerminationRequest termination,
      Consumer<String> warned) {
    T done;
    try {
      done = work.get();
    } catch (RuntimeException | Error failed) {
      end(
          termination.isAsked() ? TrackedRun.Status.KILLED : TrackedRun.Status.FAILED,
          Map.of(),
          Map.of("fallline.failure", failure(failed)),
          warned);
      throw failed;
    }
    JsonNode summary = result.apply(done);
    lastStep = summary.path("steps").asLong();
    end(
        TrackedRun.Status.FINISHED,
        MlflowParameters.results(summary),
        MlflowParameters.facts(summary),
        warned);
    return done;
  }

  private static String failure(Throwable failed) {
    return failed instanceof Failure failure
        ? failure.getMessage()
        : MessageSanitizer.of(failed.toString());
  }

  private void end(
      TrackedRun.Status status,
      Map<String, Double> metrics,
      Map<String, String> tags,
      Consumer<String> warned) {
    run.ifPresent(
        told -> {
          List<TrackedRun.Artifact> files = RunFiles.of(directory, hadoop, warned);
          told.end(new TrackedRun.End(status, lastStep, metrics, tags, files));
          for (String next = told.takeWarning(); next != null; next = told.takeWarning()) {
            warned.accept(next);
          }
        });
  }

  /** The files of a run directory, for others to keep as well. */
  static final class RunFiles {
    private RunFiles() {}

    /**
     * @param warned is told if they cannot be listed
     */
    static List<TrackedRun.Artifact> of(
        RunDirectory run, Configuration hadoop, Consumer<String> warned) {
      List<TrackedRun.Artifact> found = new ArrayList<>();
      try {
        FileSystem files = run.path().getFileSystem(hadoop);
        add(files, run.path(), "", found);
      } catch (IOException | RuntimeException e) { // the run is over, and well without this
        warned.accept(run.path() + ": cannot be listed: " + e.getMessage());
      }
      return found;
    }

    private static void add(
        FileSystem files, Path directory, String prefix, List<TrackedRun.Artifact> found)
        throws IOException {
      for (FileStatus file : files.listStatus(directory)) {
        String name = file.getPath().getName();
        if (name.startsWith(".")) {
          continue; // on its way to its name
        }
        if (file.isDirectory()) {
          add(files, file.getPath(), prefix + name + "/", found);
        } else {
          found.add(
              new TrackedRun.Artifact(
                  prefix + name, file.getLen(), () -> open(files, file.getPath())));
        }
      }
    }

    private static InputStream open(FileSystem files, Path path) {
      try {
        return files.open(path);
      } catch (IOException e) {
        throw new UncheckedIOException(path.getName() + ": " + e.getMessage(), e);
      }
    }
  }
}

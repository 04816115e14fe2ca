package io.fallline.job.monitoring;

import io.fallline.core.failure.CauseChain;
import io.fallline.core.failure.Failure;
import io.fallline.core.failure.MessageSanitizer;
import io.fallline.report.EventFile;
import io.fallline.report.RecordedRun;
import io.fallline.report.ReportData;
import io.fallline.report.page.ReportPage;
import io.fallline.store.RunDirectory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The files of a run that are for looking at, made from its other files. */
public final class RunReport {

  private final RunDirectory run;

  public RunReport(RunDirectory run) {
    this.run = run;
  }

  /**
   * Writes them, in place of earlier ones.
   *
   * @throws Failure (data) if these are no files of a run; (files) if the file system says no
   */
  public void write() {
    Map<String, byte[]> files = new HashMap<>();
    for (String name : RecordedRun.FILES) {
      run.read(name).ifPresent(content -> files.put(name, content));
    }
    RecordedRun recorded = RecordedRun.of(run.path().toString(), run.id(), files);
    // the page last: where it is, all of it is
    run.write(EventFile.name(recorded), EventFile.of(recorded));
    run.write(ReportPage.FILE, ReportPage.of(recorded));
  }

  /**
   * Writes them at a training's end. What prevents it is worth a warning, and no more: the model is
   * there.
   */
  public void write(Supplier<ReportData> details, Consumer<String> warnings) {
    attempt(
        () -> {
          run.write(ReportData.FILE, details.get().toJson());
          write();
        },
        warnings);
  }

  /** Writes them of a training that something has ended. */
  public void write(RuntimeException ended, Consumer<String> warnings) {
    attempt(
        () -> {
          var failure = RecordedRun.failure(reason(ended));
          run.write(failure.getKey(), failure.getValue());
          write();
        },
        warnings);
  }

  private void attempt(Runnable work, Consumer<String> warnings) {
    try {
      work.run();
    } catch (RuntimeException failed) {
      warnings.accept(
          "no "
              + ReportPage.FILE
              + " was written ("
              + reason(failed)
              + "); report --run "
              + run.path()
              + " writes it");
    }
  }

  private static String reason(RuntimeException ended) {
    return failure(ended)
        .map(Failure::getMessage)
        .orElseGet(() -> MessageSanitizer.of("an error that should not have happened: " + ended));
  }

  /** What a person can act on is often a cause: Spark wraps what its tasks throw. */
  public static Optional<Failure> failure(RuntimeException ended) {
    return CauseChain.of(ended)
        .filter(Failure.class::isInstance)
        .map(Failure.class::cast)
        .findFirst();
  }
}
